import type { CopulaModel } from './model.js';

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
        ? { kind: 'categorical', order: [...column.order], probabilities: [...column.probabilities] }
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
