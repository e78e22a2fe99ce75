import { linearParameters, type Parameter } from '@cvd/engine';
import type { DecoderShape, Shape } from './shape.js';

/** Start of every sigma: the published implementation's. */
const FIRST_SIGMA = 0.1;
export const SIGMA = 'decoder/sigma';

/**
 * Encoder: the first layer's weights lie in two matrices, `scalars` (one row a tanh span) and `choices` (one row a column
 * of the row matrix; those of tanh spans are zero and unused), since a row is some scalars and the places of some ones.
 */
export const encoderParameters = ({ width, scalars, compressDims, embeddingDim }: Shape): Parameter[] => {
  const first = compressDims[0]!;
  const last = compressDims.at(-1)!;
  return [
    ...(scalars.length > 0
      ? [{ name: 'encoder/hidden-1/scalars', rows: scalars.length, cols: first, start: { fanIn: width } }]
      : []),
    { name: 'encoder/hidden-1/choices', rows: width, cols: first, start: { fanIn: width } },
    { name: 'encoder/hidden-1/bias', rows: 1, cols: first, start: { fanIn: width } },
    ...compressDims.slice(1).flatMap((size, i) => linearParameters(`encoder/hidden-${i + 2}`, compressDims[i]!, size)),
    ...linearParameters('encoder/mean', last, embeddingDim),
    ...linearParameters('encoder/log-variance', last, embeddingDim),
  ];
};

/** Decoder, which is all that sampling needs; nothing where there are no columns to learn. */
export const decoderParameters = ({ width, scalars, decompressDims, embeddingDim }: DecoderShape): Parameter[] => {
  if (width === 0) return [];
  return [
    ...decompressDims.flatMap((size, i) =>
      linearParameters(`decoder/hidden-${i + 1}`, decompressDims[i - 1] ?? embeddingDim, size),
    ),
    ...linearParameters('decoder/output', decompressDims.at(-1)!, width),
    ...(scalars.length > 0 ? [{ name: SIGMA, rows: 1, cols: scalars.length, start: { value: FIRST_SIGMA } }] : []),
  ];
};

export const parametersOf = (shape: Shape): Parameter[] => [...encoderParameters(shape), ...decoderParameters(shape)];
