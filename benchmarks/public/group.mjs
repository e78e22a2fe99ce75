// Kept cells as the lines of a table: one a synthesizer, its seeds together.
import { BASELINES, METHODS } from './plan.mjs';

const TITLES = {
  baseline: {
    holdout: 'real rows (the holdout)',
    independentColumns: 'independent columns',
    nearCopy: 'near-copy (between two real rows)',
    bootstrapRows: 'bootstrapped rows (copies)',
  },
  ours: { copula: 'copula', ctgan: 'CTGAN', tvae: 'TVAE' },
  sdv: { copula: 'SDV GaussianCopula', ctgan: 'SDV CTGAN', tvae: 'SDV TVAE' },
};
const METHODS_OF = { ours: METHODS, sdv: METHODS, baseline: BASELINES };

/** @returns lines of a data set in the order of the table: { who, method, title, cells, failures } */
export const linesOf = (cells, dataset) =>
  Object.entries(METHODS_OF).flatMap(([who, methods]) =>
    methods.flatMap((method) => {
      const all = Object.values(cells).filter(
        (cell) => cell.dataset === dataset && cell.who === who && cell.method === method,
      );
      if (all.length === 0) return [];
      return [
        {
          who,
          method,
          title: TITLES[who][method] ?? method,
          cells: all.filter(({ failed }) => failed === undefined),
          failures: all.filter(({ failed }) => failed !== undefined),
        },
      ];
    }),
  );

/** The numbers that `pick` finds in the cells of a line. */
export const numbersOf = ({ cells }, pick) => cells.map(pick).filter((value) => typeof value === 'number');

export const meanOf = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
