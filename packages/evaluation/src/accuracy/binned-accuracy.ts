import { createRandomSource, type Table } from '@cvd/core';
import { drawResamples, MOST_RESAMPLED_ROWS } from '../bootstrap/row-weights.js';
import { createCheckpoint, type WatchOptions } from '../checkpoint.js';
import { checkConfidence } from '../figures/confidence-level.js';
import { checkWhole } from '../number-options.js';
import { createStages } from '../stages.js';
import { type MetadataInput, singleTable } from '../table-metadata.js';
import { accuracyReport } from './accuracy-report.js';
import type { BinnedAccuracy } from './accuracy-result.js';
import { binnedColumns, comparedColumns, isBinned } from './binned-columns.js';
import { columnSets } from './column-sets.js';
import { createComparison } from './compare-sets.js';
import { measureSets } from './measure-sets.js';
import { createSamplingNoise, FEWEST_ROWS } from './sampling-noise.js';

export interface BinnedAccuracyOptions extends WatchOptions {
  /** Seed of the pairs and triples that are drawn, and of the resamples. @default 0 */
  readonly seed?: number | undefined;
  /** Pairs at most, 1 or more; of 142 columns and more some are drawn. @default 10,000 */
  readonly maxPairs?: number | undefined;
  /** Triples at most, 1 or more; of 41 columns and more some are drawn. @default 10,000 */
  readonly maxTriples?: number | undefined;
  /** Resamples of the synthetic rows for the intervals; 0 leaves them out, and saves most of the time. @default 200 */
  readonly resamples?: number | undefined;
  /** @default .95 */
  readonly confidence?: number | undefined;
}

/**
 * Accuracy of one, two and three columns at a time: 1 − the total variation distance between the shares that their bins
 * have in the two tables, as mostlyai-qa defines it. Numbers and datetimes are cut at the deciles of the real column,
 * values beyond its range in the outer bins; categories keep the nine most frequent, or all where there are no more than
 * ten, and the others share a bin; missing values are a bin of their own. Ids and personal data are left out.
 *
 * The ceiling is what another real table of the synthetic one's rows is expected to have: see {@link createSamplingNoise}.
 * An interval says where the figure would lie with another draw of as many synthetic rows, not where it would lie with
 * more of them, nor with another real table.
 *
 * @returns figures null, with the reason, for columns that cannot be read, and where there are too few columns or no rows
 * @throws {InvalidOptionError} when an option is outside its range
 * @throws {UnknownColumnError} when a table lacks a column of the metadata
 * @throws {InvalidMetadataError} when the metadata is not of one table
 * @throws {AbortedError} when the signal fires
 *
 * @example
 * const { overall } = await binnedAccuracy(real, synthetic, metadata, { seed: 1 });
 * console.log(overall.bivariate.value, overall.bivariate);
 */
export const binnedAccuracy = async (
  real: Table,
  synthetic: Table,
  metadata: MetadataInput,
  options: BinnedAccuracyOptions = {},
): Promise<BinnedAccuracy> => {
  const { seed = 0, maxPairs = 10_000, maxTriples = 10_000, resamples = 200, confidence = 0.95, ...watch } = options;
  checkWhole('binnedAccuracy', 'maxPairs', maxPairs, 1);
  checkWhole('binnedAccuracy', 'maxTriples', maxTriples, 1);
  checkWhole('binnedAccuracy', 'resamples', resamples, 0);
  checkConfidence('binnedAccuracy', confidence);
  const random = createRandomSource(seed).child('binnedAccuracy');
  const table = singleTable(metadata);
  const stages = createStages({ bins: 1, sets: 9 }, watch);
  const read = createCheckpoint('binnedAccuracy', comparedColumns(table).length, stages.bins);
  const columns = await binnedColumns(real, synthetic, table, read);
  const counts = { real: real.rows, synthetic: synthetic.rows };
  const rows = real.rows > 0 && synthetic.rows > 0;
  const binned = rows ? columns.filter(isBinned) : [];
  const noise = rows && real.rows >= FEWEST_ROWS ? createSamplingNoise(real.rows, synthetic.rows) : null;
  const weights =
    resamples > 0 && rows
      ? await drawResamples(synthetic.rows, {
          ...{ resamples, maxRows: MOST_RESAMPLED_ROWS, operation: 'binnedAccuracy' },
          ...{ random: random.child('resamples'), signal: watch.signal },
        })
      : null;
  const how = {
    compare: createComparison(binned, counts, noise),
    resampling: { weights, confidence },
  };
  const sets = [1, 2, 3].map((size) =>
    columnSets(
      binned.length,
      size,
      [Number.POSITIVE_INFINITY, maxPairs, maxTriples][size - 1]!,
      random.child(`${size}`),
    ),
  );
  const steps = sets.reduce((sum, { length }) => sum + length, 0);
  const checkpoint = createCheckpoint('binnedAccuracy', steps, stages.sets);
  const single = await measureSets(sets[0]!, 'columns', how, random, checkpoint);
  const pairs = await measureSets(sets[1]!, 'pairs', how, random, checkpoint);
  const triples = await measureSets(sets[2]!, 'triples', how, random, checkpoint);
  return accuracyReport({ columns, single, pairs, triples, rows, seed });
};
