import type { TvaeModel } from './model.js';
import { decoderParameters, SIGMA } from './network/parameters.js';

/** The model as readable JSON: sizes of the decoder, and how each encoded column stands in the rows it makes. */
export const describeModel = ({ layout, shape, sampling, training, weights }: TvaeModel): Record<string, unknown> => {
  const { embeddingDim, decompressDims, width } = shape;
  const sizes = decoderParameters(shape).map(({ rows, cols }) => rows * cols);
  return {
    embeddingDim,
    decompressDims,
    sampling,
    width,
    training,
    parameters: sizes.reduce((sum, size) => sum + size, 0),
    columns: layout.columns.map((column) => {
      if (column.kind === 'discrete') {
        const { name, cardinality } = column;
        return { name, kind: 'discrete', categories: cardinality };
      }
      const { means, deviations, weights: shares } = column.mixture;
      return {
        name: column.name,
        kind: 'continuous',
        /** Deviation of a value from what the decoder gives, as a share of four deviations of its mode. */
        sigma: weights[SIGMA]!.data[column.scalar]!,
        modes: Array.from(means, (mean, k) => ({ mean, deviation: deviations[k]!, share: shares[k]! })),
      };
    }),
  };
};
