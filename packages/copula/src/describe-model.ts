import type { CopulaModel, DiscreteModel } from './model.js';

/** Columns of more categories are described by their number. */
const MOST_LISTED = 100;

const describeCategories = ({ order, probabilities }: DiscreteModel): Record<string, unknown> => ({
  kind: 'categorical',
  categories: probabilities.length,
  ...(probabilities.length <= MOST_LISTED && { order: [...order], probabilities: [...probabilities] }),
});

/** The parameters as readable JSON: marginals by column, and the correlations of the latent variables by their columns. */
export const describeModel = ({
  columns,
  factor,
  sign,
  factors,
  correlation,
}: CopulaModel): Record<string, unknown> => ({
  marginals: Object.fromEntries(
    columns.map((column) => [
      column.name,
      column.kind === 'discrete'
        ? describeCategories(column)
        : {
            kind: column.marginal.kind,
            ...column.marginal.parameters,
            ...(column.marginal.segments && { segments: column.marginal.segments.mass.length }),
          },
    ]),
  ),
  correlation: {
    columns: columns.map(({ name }) => name),
    matrix: columns.map((_, i) =>
      columns.map((_, j) => (i === j ? 1 : sign[i]! * sign[j]! * correlation[factor[i]! * factors + factor[j]!]!)),
    ),
  },
});
