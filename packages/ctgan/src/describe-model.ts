import type { CtganModel } from './model.js';

/** The model as readable JSON: the network, how it was trained, and how each encoded column stands in the rows it makes. */
export const describeModel = (model: CtganModel): Record<string, unknown> => {
  const { layout, embeddingDim, generatorDim, weights, training } = model;
  return {
    embeddingDim,
    generatorDim,
    width: layout.width,
    parameters: Object.values(weights).reduce((sum, { data }) => sum + data.length, 0),
    training,
    columns: layout.columns.map((column) => {
      const { name, kind } = column;
      if (column.kind === 'discrete') return { name, kind, categories: column.cardinality };
      const { means, deviations, weights: shares } = column.mixture;
      const modes = Array.from(means, (mean, k) => ({ mean, deviation: deviations[k]!, share: shares[k]! }));
      return { name, kind, modes };
    }),
  };
};
