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
import { categoryCounts } from './data/category-counts.js';
import { conditionLayout } from './data/condition-layout.js';
import { selectRows } from './data/select-rows.js';
import type { CtganModel } from './model.js';
import type { CtganOptions } from './options.js';
import type { CtganShape } from './program/shape.js';
import { type CtganTrainable, ctganTrainable } from './training/ctgan-trainable.js';
import { qualityRows } from './training/quality-rows.js';
import { warmStart } from './training/warm-start.js';
import { warnOfSize } from './training/warn-of-size.js';
import { watched } from './training/watched.js';

type Context = MethodFitContext<CtganOptions>;

/** Share of the method's work at which the training ends. */
const TRAINING_ENDS = 0.99;
/** Batches that the batch normalisations' statistics are taken from at the end. */
const STATISTICS_BATCHES = 100;

/** Fits CTGAN: mixtures, encoding, training, statistics. */
export const fitCtgan = async (data: EncodedSource, context: Context): Promise<CtganModel> => {
  const { options, random, pause } = context;
  const resumed = context.resume && trainingOf(context.resume);
  const earlier = context.warmStart && warmStart(context.warmStart, options);
  const known = resumed ? restoreSpanLayout(resumed.own) : (earlier?.layout ?? null);
  const { layout, table: all, columns } = await prepareRows(data, context, known);
  if (layout.width === 0) return emptyModel(data, options);

  const rows = splitRows(all.rows, context);
  const table = selectRows(all, rows.training);
  const conditions = conditionLayout(layout);
  const counts = categoryCounts(conditions, table);
  const shape: CtganShape = { ...options, spans: layout.spans, width: layout.width, conditionWidth: conditions.width };
  warnOfSize(shape, context);
  const { embeddingDim, generatorDim } = options;
  const model = { layout, counts, embeddingDim, generatorDim };
  const backend = await trainingBackend(options, context);
  try {
    const training = { layout, conditions, counts, table, shape, options, weights: earlier?.weights ?? {} };
    const trainable = await ctganTrainable(backend, { ...training, random: random.child('training') });
    const held = { schema: data.schema, columns, held: rows.held };
    const quality =
      rows.held.length > 0
        ? await heldOutQuality(held, qualityRows(backend, model, random.child('quality')), pause)
        : null;
    const hooks = fitHooks(context, saveSpanLayout(layout), resumed?.training ?? null, TRAINING_ENDS);
    const result = await context.timed('training', () =>
      train(quality ? watched(trainable, quality, { ...shape, ...options }, pause) : trainable, options, hooks),
    );
    const statistics = await context.timed('statistics', () => statisticsAtEnd(trainable, context));
    const { epochs, steps, bestEpoch, losses } = result;
    return {
      ...model,
      weights: inFloat32({ ...(await trainable.weights()), ...statistics }),
      training: { rows: table.rows, epochs, steps, bestEpoch, losses, build: backend.description.build },
    };
  } finally {
    backend.dispose();
  }
};

const statisticsAtEnd = (trainable: CtganTrainable, { checkpoint }: Context) =>
  trainable.statistics(STATISTICS_BATCHES, (done) =>
    checkpoint({ phase: 'statistics', fraction: TRAINING_ENDS + (1 - TRAINING_ENDS) * done }),
  );

/** Of a table of ids and constants: nothing is to be learned. */
const emptyModel = ({ rows }: EncodedSource, { embeddingDim, generatorDim }: CtganOptions): CtganModel => ({
  layout: { width: 0, spans: [], columns: [] },
  counts: new Float64Array(0),
  embeddingDim,
  generatorDim,
  weights: {},
  training: { rows, epochs: 0, steps: 0, bestEpoch: null, losses: {}, build: 'none' },
});
