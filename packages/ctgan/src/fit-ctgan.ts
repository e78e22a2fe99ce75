import {
  type EncodedSource,
  encodeSpans,
  fitSpanLayout,
  type GatheredColumn,
  gatherEncoded,
  type MethodFitContext,
  restoreSpanLayout,
  type SpanLayout,
  saveSpanLayout,
} from '@cvd/core';
import { train, trainingBackend, trainingOf, withTraining } from '@cvd/engine';
import { categoryCounts } from './data/category-counts.js';
import { conditionLayout } from './data/condition-layout.js';
import type { CtganModel } from './model.js';
import type { CtganOptions } from './options.js';
import type { CtganShape } from './program/shape.js';
import { ctganTrainable } from './training/ctgan-trainable.js';
import { inFloat32 } from './training/snapshot.js';
import { warmStart } from './training/warm-start.js';

type Context = MethodFitContext<CtganOptions>;

/** Shares of the fit's progress at which the phases end. */
const GATHERED = 0.01;
const MIXTURES = 0.04;
const ENCODED = 0.05;
const TRAINED = 0.99;

/** Batches that the batch normalisations' statistics are taken from at the end. */
const STATISTICS_BATCHES = 100;

/** Fits CTGAN: mixtures, encoding, training, statistics. */
export const fitCtgan = async (data: EncodedSource, context: Context): Promise<CtganModel> => {
  const { options, random } = context;
  const seconds: Record<string, number> = {};
  const timed = async <T>(phase: string, work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    try {
      return await work();
    } finally {
      seconds[phase] = (performance.now() - started) / 1000;
    }
  };
  const resumed = context.resume && trainingOf(context.resume);
  const columns = await timed('gathering', () =>
    gatherEncoded(data, (fraction) => context.checkpoint({ phase: 'preparing', fraction: fraction * GATHERED })),
  );
  if (columns.length === 0) return emptyModel(data, options);
  const earlier = context.warmStart && warmStart(context.warmStart, options);
  const layout = resumed
    ? restoreSpanLayout(resumed.own)
    : (earlier?.layout ?? (await timed('mixtures', () => mixtures(data, columns, context))));
  const table = await timed('encoding', () =>
    encodeSpans(layout, columns, {
      random: random.child('modes'),
      clip: context.clip,
      checkpoint: (fraction) =>
        context.checkpoint({ phase: 'encoding', fraction: MIXTURES + fraction * (ENCODED - MIXTURES) }),
    }),
  );

  const conditions = conditionLayout(layout);
  const counts = categoryCounts(conditions, table);
  const shape: CtganShape = { ...options, spans: layout.spans, width: layout.width, conditionWidth: conditions.width };
  const backend = await trainingBackend(options, context);
  try {
    const { description } = backend;
    const trainable = await ctganTrainable(backend, {
      layout,
      conditions,
      counts,
      table,
      shape,
      options,
      weights: earlier?.weights ?? {},
      random: random.child('training'),
    });
    const losses: Record<string, number> = {};
    const own = saveSpanLayout(layout);
    const result = await timed('training', () =>
      train(trainable, options, {
        ...context,
        resume: resumed?.training ?? null,
        keep: (make, force) => context.keep(async () => withTraining(own, await make()), force),
        checkpoint: (progress) =>
          context.checkpoint({
            ...progress,
            phase: 'training',
            fraction: ENCODED + progress.fraction * (TRAINED - ENCODED),
          }),
        loss: (name, value) => {
          losses[name] = value;
          context.loss(name, value);
        },
      }),
    );
    const statistics = await timed('statistics', () =>
      trainable.statistics(STATISTICS_BATCHES, () => context.checkpoint({ phase: 'statistics', fraction: TRAINED })),
    );
    context.detail('seconds', seconds);
    const { epochs, steps, bestEpoch } = result;
    return {
      layout,
      counts,
      embeddingDim: options.embeddingDim,
      generatorDim: options.generatorDim,
      weights: inFloat32({ ...(await trainable.weights()), ...statistics }),
      training: { rows: table.rows, epochs, steps, bestEpoch, losses, build: description.build },
    };
  } finally {
    backend.dispose();
  }
};

const mixtures = (
  { schema }: EncodedSource,
  columns: readonly GatheredColumn[],
  { random, checkpoint }: Context,
): Promise<SpanLayout> =>
  fitSpanLayout(schema, columns, {
    random: random.child('mixtures'),
    checkpoint: (fraction) => checkpoint({ phase: 'mixtures', fraction: GATHERED + fraction * (MIXTURES - GATHERED) }),
  });

/** Of a table of ids and constants: nothing is to be learned. */
const emptyModel = ({ rows }: EncodedSource, { embeddingDim, generatorDim }: CtganOptions): CtganModel => ({
  layout: { width: 0, spans: [], columns: [] },
  counts: new Float64Array(0),
  embeddingDim,
  generatorDim,
  weights: {},
  training: { rows, epochs: 0, steps: 0, bestEpoch: null, losses: {}, build: 'none' },
});
