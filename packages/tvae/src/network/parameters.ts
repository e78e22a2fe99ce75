import type { DecoderShape, Shape } from './shape.js';

/** A trained matrix, and the number of inputs of the layer it belongs to, which its first values depend on. */
export interface ParameterSpec {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  readonly fanIn: number;
}

/** Start of every sigma: the published implementation's. */
export const FIRST_SIGMA = 0.1;
export const SIGMA = 'decoder/sigma';

const layer = (name: string, inputs: number, outputs: number): ParameterSpec[] => [
  { name: `${name}/weight`, rows: inputs, cols: outputs, fanIn: inputs },
  { name: `${name}/bias`, rows: 1, cols: outputs, fanIn: inputs },
];

/**
 * Encoder: the first layer's weights lie in two matrices, `scalars` (one row a tanh span) and `choices` (one row a column
 * of the row matrix; those of tanh spans are zero and unused), since a row is some scalars and the places of some ones.
 */
export const encoderParameters = ({ width, scalars, compressDims, embeddingDim }: Shape): ParameterSpec[] => {
  const first = compressDims[0]!;
  const last = compressDims.at(-1)!;
  return [
    ...(scalars.length > 0
      ? [{ name: 'encoder/hidden-1/scalars', rows: scalars.length, cols: first, fanIn: width }]
      : []),
    { name: 'encoder/hidden-1/choices', rows: width, cols: first, fanIn: width },
    { name: 'encoder/hidden-1/bias', rows: 1, cols: first, fanIn: width },
    ...compressDims.slice(1).flatMap((size, i) => layer(`encoder/hidden-${i + 2}`, compressDims[i]!, size)),
    ...layer('encoder/mean', last, embeddingDim),
    ...layer('encoder/log-variance', last, embeddingDim),
  ];
};

/** Decoder, which is all that sampling needs; nothing where there are no columns to learn. */
export const decoderParameters = ({ width, scalars, decompressDims, embeddingDim }: DecoderShape): ParameterSpec[] => {
  if (width === 0) return [];
  return [
    ...decompressDims.flatMap((size, i) =>
      layer(`decoder/hidden-${i + 1}`, decompressDims[i - 1] ?? embeddingDim, size),
    ),
    ...layer('decoder/output', decompressDims.at(-1)!, width),
    ...(scalars.length > 0 ? [{ name: SIGMA, rows: 1, cols: scalars.length, fanIn: 1 }] : []),
  ];
};

export const parametersOf = (shape: Shape): ParameterSpec[] => [
  ...encoderParameters(shape),
  ...decoderParameters(shape),
];
