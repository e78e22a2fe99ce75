import { type EncodedSource, type MethodFitContext, restoreSpanLayout, saveSpanLayout } from '@cvd/core';
import {
  fitHooks,
  heldOutQuality,
  inFloat32,
  prepareRows,
  splitRows,
  train,
  trainingBackend,
  trainingOf,
} from '@cvd/engine';
import type { TvaeModel } from './model.js';
import { firstWeights } from './network/first-weights.js';
import { shapeOf } from './network/shape.js';
import type { TvaeOptions } from './options.js';
import { restoreModel } from './saved-model.js';
import { earlierDecoder } from './training/earlier-decoder.js';
import { qualityRows } from './training/quality-rows.js';
import { tvaeTrainable } from './training/tvae-trainable.js';

type Context = MethodFitContext<TvaeOptions>;

/** Learns the mixtures of the continuous columns, then the weights. */
export const fitTvae = async (data: EncodedSource, context: Context): Promise<TvaeModel> => {
  const { options, random, pause } = context;
  const resumed = context.resume && trainingOf(context.resume);
  const earlier = context.warmStart && restoreModel(context.warmStart);
  const known = resumed ? restoreSpanLayout(resumed.own) : (earlier?.layout ?? null);
  const { layout, table, columns } = await prepareRows(data, context, known);
  const shape = shapeOf(layout, options);
  const { sampling } = options;
  if (shape.width === 0) return { layout, shape, sampling, training: null, weights: {} };

  const decoder = earlier ? earlierDecoder(earlier, options) : {};
  const rows = splitRows(table.rows, context);
  const backend = await trainingBackend(options, context);
  try {
    const trainable = await tvaeTrainable(backend, {
      layout,
      shape,
      table,
      rows: rows.training,
      options,
      firstWeights: () => ({ ...firstWeights(shape, random.child('weights')), ...decoder }),
      random: random.child('training'),
    });
    const held = { schema: data.schema, columns, held: rows.held };
    const quality =
      rows.held.length > 0
        ? await heldOutQuality(held, qualityRows(backend, { layout, shape, sampling }, random.child('quality')), pause)
        : null;
    const watched = quality
      ? {
          ...trainable,
          quality: async () => quality.measure(await trainable.weights()),
          qualitySteps: quality.work / trainable.stepWork,
        }
      : trainable;
    const hooks = fitHooks(context, saveSpanLayout(layout), resumed?.training ?? null);
    const result = await context.timed('training', () => train(watched, options, hooks));
    const { epochs, steps, bestEpoch } = result;
    const training = { epochs, steps, bestEpoch, build: backend.description.build };
    return { layout, shape, sampling, training, weights: inFloat32(await trainable.weights()) };
  } finally {
    backend.dispose();
  }
};
