import { createRandomSource, EmptyTableError, InvalidOptionError, type Table } from '@cvd/core';
import type { WatchOptions } from '../checkpoint.js';
import { fitGowerScale } from '../distances/gower-scale.js';
import { nearestRows } from '../distances/nearest-rows.js';
import type { SearchOptions } from '../distances/run-search.js';
import { checkConfidence } from '../figures/confidence-level.js';
import { type NotComputable, notComputable } from '../figures/figure.js';
import type { Rate } from '../figures/rate.js';
import { independentColumns } from '../independent-columns.js';
import { createStages } from '../stages.js';
import type { MetadataInput } from '../table-metadata.js';
import { type CloserToTrain, closerToTrain } from './closer-to-train.js';
import { closestRecord, type DistanceSummary, nearestRatio } from './distance-summary.js';
import { identicalShare } from './identical-share.js';
import { type RowSample, sampledRows } from './row-sample.js';
import { whyNotMeasurable } from './why-not-measurable.js';

/** How near the rows of one table are to the training rows. */
export interface NearnessToTraining {
  /** Rows that stand in training too. */
  readonly identical: Rate;
  /** Distance to the closest record. */
  readonly closestRecord: DistanceSummary;
  /** Nearest-neighbour distance ratio. */
  readonly nearestRatio: DistanceSummary;
}

/**
 * What distances say of copying. None of it shows that a table is free of risk: it says what was found, beside what
 * rows are that copied nothing.
 */
export interface PrivacyMeasures {
  readonly columns: { readonly compared: readonly string[]; readonly leftOut: readonly string[] };
  readonly rows: { readonly training: number; readonly synthetic: number; readonly holdout: number | null };
  /** null when every synthetic row was measured. */
  readonly sample: RowSample | null;
  /** null when every holdout row was measured, or none. */
  readonly holdoutSample: RowSample | null;
  readonly seed: number;
  readonly synthetic: NearnessToTraining;
  /** Real rows that the synthesizer never saw; how near rows are that copied nothing. */
  readonly holdout: NearnessToTraining | NotComputable;
  /** Every column drawn from training on its own, as many rows as synthetic ones were measured. */
  readonly independentColumns: NearnessToTraining;
  readonly closerToTrain: CloserToTrain;
}

export interface PrivacyMeasuresOptions extends SearchOptions {
  /** Real rows that were not learned from. */
  readonly holdout?: Table | undefined;
  /** How to read the columns of all tables. @default detected from training */
  readonly metadata?: MetadataInput | undefined;
  /** Seed of samples, cuts and independent columns. @default 0 */
  readonly seed?: number | undefined;
  /**
   * Of more synthetic (or holdout) rows than this a sample is measured; references are never cut for it. @default 50000
   */
  readonly maxRows?: number | undefined;
  /** Cuts for {@link closerToTrain}. @default 20 */
  readonly repeats?: number | undefined;
  /** @default .95 */
  readonly confidence?: number | undefined;
}

const nothing = (because: string): NearnessToTraining => {
  const none = notComputable(because);
  const summary = { low: none, median: none };
  return { identical: none, closestRecord: summary, nearestRatio: summary };
};

/**
 * How near synthetic rows are to the rows they were learned from, by the distance of {@link fitGowerScale}: identical
 * rows, distance to the closest record, nearest-neighbour distance ratio, and whether they keep closer to training than
 * to a holdout. Each stands beside the same for the holdout and for independent columns. The same seed gives the same
 * figures, whatever the number of workers.
 *
 * @throws {EmptyTableError} when a table has no rows, or no column that can be compared
 * @throws {UnknownColumnError} when a table lacks a column of the metadata
 * @throws {MetricInputError} when numbers or datetimes cannot be read
 * @throws {InvalidOptionError} when an option is outside its range
 * @throws {AbortedError} when the signal fires
 *
 * @example
 * const { closerToTrain, synthetic } = await privacyMeasures(training, rows, { holdout });
 * if (closerToTrain.share.value === null) console.log(`Not computable, because ${closerToTrain.share.because}.`);
 */
export const privacyMeasures = async (
  training: Table,
  synthetic: Table,
  {
    holdout,
    metadata,
    seed = 0,
    maxRows = 50_000,
    repeats = 20,
    confidence = 0.95,
    onProgress,
    ...search
  }: PrivacyMeasuresOptions = {},
): Promise<PrivacyMeasures> => {
  checkConfidence('privacyMeasures', confidence);
  if (!Number.isInteger(maxRows) || maxRows < 1)
    throw new InvalidOptionError('privacyMeasures', 'maxRows', 'must be a whole number above 0');
  for (const table of [training, synthetic, holdout])
    if (table?.rows === 0) throw new EmptyTableError('privacyMeasures');
  const scale = fitGowerScale(training, metadata);
  const random = createRandomSource(seed).child('privacyMeasures');
  const { table: rows, sample } = sampledRows(synthetic, maxRows, random.child('synthetic'), confidence);
  const unmeasurable = whyNotMeasurable(scale, training);

  const { signal } = search;
  const stages = createStages({ synthetic: 25, holdout: 15, independent: 20, closer: 40 }, { signal, onProgress });

  const nearness = async (table: Table, stage: WatchOptions): Promise<NearnessToTraining> => {
    if (unmeasurable !== null) return nothing(unmeasurable);
    const options = { ...search, neighbours: 2, ...stage };
    const nearest = await nearestRows(scale, { queries: table, reference: training }, options);
    return {
      identical: identicalShare(nearest, confidence),
      closestRecord: closestRecord(nearest, confidence),
      nearestRatio: nearestRatio(nearest, confidence),
    };
  };
  const closer = async (): Promise<CloserToTrain> => {
    const because = unmeasurable ?? (holdout ? null : 'no holdout was given');
    if (because !== null || !holdout)
      return { share: notComputable(because ?? ''), ties: null, cutRows: 0, repeats: 0 };
    const options = { ...search, seed, repeats, confidence, ...stages.closer };
    return closerToTrain(scale, { training, holdout, synthetic: rows }, options);
  };

  const real = holdout && sampledRows(holdout, maxRows, random.child('holdout'), confidence);
  return {
    columns: { compared: scale.columns.map(({ name }) => name), leftOut: scale.leftOut },
    rows: { training: training.rows, synthetic: synthetic.rows, holdout: holdout?.rows ?? null },
    sample,
    holdoutSample: real?.sample ?? null,
    seed,
    synthetic: await nearness(rows, stages.synthetic),
    holdout: real ? await nearness(real.table, stages.holdout) : notComputable('no holdout was given'),
    independentColumns: await nearness(
      await independentColumns(
        training.select(scale.columns.map(({ name }) => name)),
        rows.rows,
        random,
        'distances',
        signal,
      ),
      stages.independent,
    ),
    closerToTrain: await closer(),
  };
};
