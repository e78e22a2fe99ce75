import {
  type EncodedSource,
  type MethodFitContext,
  restoreSpanLayout,
  type SavedMethod,
  saveSpanLayout,
} from '@cvd/core';
import { type Snapshot, train, trainingOf, withTraining } from '@cvd/engine';
import type { TvaeModel } from './model.js';
import { firstWeights } from './network/first-weights.js';
import { parametersOf } from './network/parameters.js';
import { type Shape, shapeOf } from './network/shape.js';
import type { TvaeOptions } from './options.js';
import { restoreModel } from './saved-model.js';
import { earlierWeights } from './training/earlier-weights.js';
import { heldOutRows } from './training/held-out.js';
import { prepareRows, TRAINING_BEGINS } from './training/prepare.js';
import { trainingBackend } from './training/training-backend.js';
import { tvaeTrainable } from './training/tvae-trainable.js';

type Context = MethodFitContext<TvaeOptions>;

const float32 = (weights: Snapshot, shape: Shape): TvaeModel['weights'] =>
  Object.fromEntries(
    parametersOf(shape).map(({ name }) => [name, Float32Array.from(weights[name]!.data as Float32Array)]),
  );

/** Learns the mixtures of the continuous columns, then the weights. */
export const fitTvae = async (data: EncodedSource, context: Context): Promise<TvaeModel> => {
  const { options, random } = context;
  const resumed = context.resume && trainingOf(context.resume);
  const earlier = context.warmStart && restoreModel(context.warmStart);
  const known = resumed ? restoreSpanLayout(resumed.own) : (earlier?.layout ?? null);
  const { layout, table } = await prepareRows(data, context, known);
  const shape = shapeOf(layout, options);
  const model = { layout, shape, sampling: options.sampling };
  if (shape.width === 0) return { ...model, weights: {} };

  const weights = earlier ? earlierWeights(earlier, options) : firstWeights(shape, random.child('weights'));
  const backend = await trainingBackend(options, context);
  try {
    const rows = heldOutRows(table.rows, context);
    const training = { layout, shape, table, rows: rows.training, options, weights, random: random.child('training') };
    const trainable = await tvaeTrainable(backend, training);
    await train(trainable, options, hooksOf(context, saveSpanLayout(layout), resumed?.training ?? null));
    return { ...model, weights: float32(await trainable.weights(), shape) };
  } finally {
    backend.dispose();
  }
};

/** What the training loop needs of the context; its checkpoints get the method's own part. */
const hooksOf = (context: Context, own: SavedMethod, resume: SavedMethod | null) => ({
  ...context,
  resume,
  checkpoint: ({ fraction, ...progress }: Parameters<Context['checkpoint']>[0]) =>
    context.checkpoint({
      phase: 'training',
      ...progress,
      fraction: TRAINING_BEGINS + (1 - TRAINING_BEGINS) * fraction,
    }),
  keep: (make: () => SavedMethod | Promise<SavedMethod>, force?: boolean) =>
    context.keep(async () => withTraining(own, await make()), force),
});
