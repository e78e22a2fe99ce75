import { InvalidModelFileError, restoreSpanLayout, type SavedMethod, saveSpanLayout, type Tensor } from '@cvd/core';
import type { TrainingRecord, TvaeModel } from './model.js';
import { decoderParameters } from './network/parameters.js';
import { type DecoderShape, type DecoderSizes, decoderShapeOf } from './network/shape.js';
import type { CategorySampling } from './options.js';

/** The JSON part; weights, and the mixtures of the spans, are tensors. */
interface SavedContent {
  readonly layout: 1;
  readonly spans: unknown;
  readonly sizes: DecoderSizes;
  readonly sampling: CategorySampling;
  readonly training: TrainingRecord | null;
}

const SPANS = 'spans.';
const WEIGHTS = 'weights.';

export const saveModel = ({ layout, shape, sampling, training, weights }: TvaeModel): SavedMethod => {
  const spans = saveSpanLayout(layout);
  const tensors: Record<string, Tensor> = {};
  for (const [name, tensor] of Object.entries(spans.tensors)) tensors[`${SPANS}${name}`] = tensor;
  for (const [name, tensor] of Object.entries(weights)) tensors[`${WEIGHTS}${name}`] = tensor;
  const sizes = { embeddingDim: shape.embeddingDim, decompressDims: shape.decompressDims };
  return { content: { layout: 1, spans: spans.content, sizes, sampling, training } satisfies SavedContent, tensors };
};

const weightsOf = (shape: DecoderShape, tensors: Readonly<Record<string, Tensor>>): TvaeModel['weights'] =>
  Object.fromEntries(
    decoderParameters(shape).map(({ name, rows, cols }) => {
      const tensor = tensors[`${WEIGHTS}${name}`];
      if (!(tensor?.data instanceof Float32Array) || tensor.shape[0] !== rows || tensor.shape[1] !== cols)
        throw new InvalidModelFileError(`it has no weights "${name}" of ${rows} × ${cols} float32 numbers`);
      return [name, tensor];
    }),
  );

/** @throws {InvalidModelFileError} when it is none */
export const restoreModel = ({ content, tensors }: SavedMethod): TvaeModel => {
  const saved = content as SavedContent;
  const modes = tensors[`${SPANS}modes`];
  const layout = restoreSpanLayout({ content: saved.spans, tensors: modes ? { modes } : {} });
  const shape = decoderShapeOf(layout, saved.sizes);
  return { layout, shape, sampling: saved.sampling, training: saved.training, weights: weightsOf(shape, tensors) };
};
