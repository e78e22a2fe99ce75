import type { AccuracyFigure, BinnedAccuracy } from '../../accuracy/accuracy-result.js';
import type { EvaluationReport } from '../../evaluation-report.js';
import { formatCount } from '../../format/format-figures.js';
import { worstFirst } from '../../format/worst-first.js';
import { figureCell, plainCell } from '../figure-text.js';
import { html, type Markup } from '../markup.js';
import { part } from '../section.js';
import { details, table } from '../table.js';
import { shownOf } from './shown-of.js';

/** Columns that the list holds at most. */
const MOST_COLUMNS = 300;

const cells = (figure: AccuracyFigure): readonly Markup[] => [
  figureCell(figure),
  plainCell(figure.value === null ? null : figure.ceiling),
];

const levels = [
  ['one column', 'univariate'],
  ['two columns', 'bivariate'],
  ['three columns', 'trivariate'],
] as const;

const byColumn = ({ columns }: BinnedAccuracy): Markup => {
  const sorted = worstFirst(columns, ({ bivariate }) => bivariate.value);
  const { shown, more } = shownOf(sorted, MOST_COLUMNS);
  return details(`Accuracy of each column (${formatCount(columns.length)})`, [
    table(
      'Accuracy of each column, worst first by its pairs',
      ['column', 'alone', 'ceiling alone', 'in pairs', 'ceiling in pairs', 'in triples', 'ceiling in triples'],
      shown.map((column) => [column.column, ...levels.flatMap(([, key]) => cells(column[key]))] as const),
    ),
    more,
  ]);
};

/** Accuracy of one, two and three columns at a time. */
export const accuracyPart = ({ fidelity: { accuracy }, baselines }: EvaluationReport): Markup => {
  const floor = baselines?.independentColumns.accuracy;
  return part(
    'Accuracy of columns, pairs and triples',
    html`Values are cut into at most ${String(accuracy.bins)} bins, and the shares of rows in each bin, or in each combination of bins, are compared: 1 is equal, 0 has nothing in common. The ceiling is what another real table of as many rows is expected to reach, and is below 1 because rows are drawn at random. ${formatCount(accuracy.pairs)} pairs and ${formatCount(accuracy.triples)} triples were compared.`,
    [
      table(
        'Accuracy by the number of columns taken together',
        [
          'taken together',
          'accuracy',
          'ceiling',
          ...(floor && baselines ? [`floor: independent columns (${formatCount(baselines.rows)} rows)`] : []),
        ],
        levels.map(
          ([name, key]) =>
            [name, ...cells(accuracy.overall[key]), ...(floor ? [plainCell(floor[key].value)] : [])] as const,
        ),
      ),
      byColumn(accuracy),
    ],
  );
};
