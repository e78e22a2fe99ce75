import { InvalidModelFileError, restoreSpanLayout, type SavedMethod, saveSpanLayout, type Tensor } from '@cvd/core';
import type { Snapshot } from '@cvd/engine';
import { conditionLayout } from './data/condition-layout.js';
import type { CtganModel, TrainingSummary } from './model.js';
import { generatorParameters } from './program/parameters.js';

/** The JSON part; weights, category counts and the mixtures of the spans are tensors. */
interface SavedContent {
  readonly layout: 1;
  readonly spans: unknown;
  readonly embeddingDim: number;
  readonly generatorDim: readonly number[];
  readonly training: TrainingSummary;
}

const SPANS = 'spans.';
const WEIGHTS = 'weights.';
const COUNTS = 'counts';

/** Every weight of a generator, by name and shape: its parameters, and the statistics of its batch normalisations. */
const weightShapes = (model: Pick<CtganModel, 'layout' | 'embeddingDim' | 'generatorDim'>) => {
  const { layout, embeddingDim, generatorDim } = model;
  const sizes = { width: layout.width, conditionWidth: conditionLayout(layout).width };
  return [
    ...generatorParameters({ ...sizes, embeddingDim, generatorDim }),
    ...generatorDim.flatMap((cols, l) =>
      ['mean', 'variance'].map((part) => ({ name: `generator/${l + 1}/${part}`, rows: 1, cols })),
    ),
  ];
};

export const saveModel = (model: CtganModel): SavedMethod => {
  const { layout, counts, embeddingDim, generatorDim, weights, training } = model;
  const spans = saveSpanLayout(layout);
  const tensors: Record<string, Tensor> = {};
  for (const [name, tensor] of Object.entries(spans.tensors)) tensors[`${SPANS}${name}`] = tensor;
  if (counts.length > 0) tensors[COUNTS] = { dtype: 'F64', shape: [counts.length], data: counts };
  if (layout.width > 0) for (const { name } of weightShapes(model)) tensors[`${WEIGHTS}${name}`] = weights[name]!;
  return {
    content: { layout: 1, spans: spans.content, embeddingDim, generatorDim, training } satisfies SavedContent,
    tensors,
  };
};

/** @throws {InvalidModelFileError} when it is none */
export const restoreModel = ({ content, tensors }: SavedMethod): CtganModel => {
  const saved = content as SavedContent;
  const modes = tensors[`${SPANS}modes`];
  const layout = restoreSpanLayout({ content: saved.spans, tensors: modes ? { modes } : {} });
  const { embeddingDim, generatorDim, training } = saved;
  return {
    layout,
    counts: countsOf(conditionLayout(layout).width, tensors),
    embeddingDim,
    generatorDim,
    weights: weightsOf({ layout, embeddingDim, generatorDim }, tensors),
    training,
  };
};

const countsOf = (width: number, tensors: SavedMethod['tensors']): Float64Array => {
  if (width === 0) return new Float64Array(0);
  const counts = tensors[COUNTS]?.data;
  if (!(counts instanceof Float64Array) || counts.length !== width)
    throw new InvalidModelFileError(`it has no counts of its ${width} categories`);
  return counts;
};

const weightsOf = (
  sizes: Pick<CtganModel, 'layout' | 'embeddingDim' | 'generatorDim'>,
  tensors: SavedMethod['tensors'],
): Snapshot => {
  if (sizes.layout.width === 0) return {};
  return Object.fromEntries(
    weightShapes(sizes).map(({ name, rows, cols }) => {
      const tensor = tensors[`${WEIGHTS}${name}`];
      if (!(tensor?.data instanceof Float32Array) || tensor.shape[0] !== rows || tensor.shape[1] !== cols)
        throw new InvalidModelFileError(`it has no weights "${name}" of ${rows} × ${cols} float32 numbers`);
      return [name, tensor];
    }),
  );
};
