import { createRandomSource, EmptyTableError, InvalidOptionError, type Table } from '@cvd/core';
import type { WatchOptions } from '../checkpoint.js';
import { fitGowerScale } from '../distances/gower-scale.js';
import type { SearchOptions } from '../distances/run-search.js';
import { checkConfidence } from '../figures/confidence-level.js';
import { type NotComputable, notComputable } from '../figures/figure.js';
import { independentColumns } from '../independent-columns.js';
import { createStages } from '../stages.js';
import type { MetadataInput } from '../table-metadata.js';
import type { CloserToTrain } from './closer-to-train.js';
import {
  type NearnessReference,
  type NearnessToBoth,
  type NearnessToTraining,
  nearnessToBoth,
  nearnessToTraining,
} from './nearness.js';
import { type RowSample, sampledRows } from './row-sample.js';
import { whyNotMeasurable } from './why-not-measurable.js';

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
  readonly independentColumns: NearnessToBoth;
  readonly closerToTrain: CloserToTrain;
  /** Of the tables that were given besides; none of their rows is left out. */
  readonly others: Readonly<Record<string, NearnessToBoth>>;
}

export interface PrivacyMeasuresOptions extends SearchOptions {
  /** Real rows that were not learned from. */
  readonly holdout?: Table | undefined;
  /** More tables that are measured in the same way, by name. @default none */
  readonly others?: Readonly<Record<string, Table>> | undefined;
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
 * const { closerToTrain } = await privacyMeasures(training, rows, { holdout });
 * if (closerToTrain.share === null) console.log(`Not computable, because ${closerToTrain.because}.`);
 */
export const privacyMeasures = async (
  training: Table,
  synthetic: Table,
  {
    holdout,
    others = {},
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
  for (const table of [training, synthetic, holdout, ...Object.values(others)])
    if (table?.rows === 0) throw new EmptyTableError('privacyMeasures');
  const scale = fitGowerScale(training, metadata);
  const random = createRandomSource(seed).child('privacyMeasures');
  const { table: rows, sample } = sampledRows(synthetic, maxRows, random.child('synthetic'), confidence);
  const { signal } = search;
  const watch: WatchOptions = { signal, onProgress };
  const extra = Object.entries(others);
  const stages = createStages({ synthetic: 65, holdout: 15, independent: 65, others: 65 * extra.length }, watch);
  const reference: NearnessReference = { scale, training, holdout, unmeasurable: whyNotMeasurable(scale, training) };
  const options = { ...search, seed, repeats, confidence };
  const measured = (table: Table, stage: WatchOptions): Promise<NearnessToBoth> =>
    nearnessToBoth(reference, table, { ...options, ...stage });

  const real = holdout && sampledRows(holdout, maxRows, random.child('holdout'), confidence);
  const { closerToTrain, ...nearness } = await measured(rows, stages.synthetic);
  const ofHoldout = real && (await nearnessToTraining(reference, real.table, { ...options, ...stages.holdout }));
  const compared = scale.columns.map(({ name }) => name);
  const drawn = await independentColumns(training.select(compared), rows.rows, random, 'distances', signal);
  const ofIndependent = await measured(drawn, stages.independent);
  const stageOf = createStages(Object.fromEntries(extra.map(([name]) => [name, 1])), stages.others);
  const ofOthers: [string, NearnessToBoth][] = [];
  for (const [name, table] of extra) ofOthers.push([name, await measured(table, stageOf[name]!)]);
  return {
    columns: { compared, leftOut: scale.leftOut },
    rows: { training: training.rows, synthetic: synthetic.rows, holdout: holdout?.rows ?? null },
    sample,
    holdoutSample: real?.sample ?? null,
    seed,
    synthetic: nearness,
    holdout: ofHoldout ?? notComputable('no holdout was given'),
    independentColumns: ofIndependent,
    closerToTrain,
    others: Object.fromEntries(ofOthers),
  };
};
