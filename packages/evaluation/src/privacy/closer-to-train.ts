import { createRandomSource, InvalidOptionError, type Table } from '@cvd/core';
import type { GowerScale } from '../distances/gower-scale.js';
import { nearestInCuts } from '../distances/nearest-in-cuts.js';
import type { NearestRows } from '../distances/nearest-rows.js';
import type { SearchOptions } from '../distances/run-search.js';
import type { NamedFigure } from '../figures/figure.js';
import { wilsonInterval } from '../figures/wilson-interval.js';
import { drawnRows } from '../seeded-rows.js';
import { effectiveRows } from './effective-rows.js';
import { SAME_DISTANCE } from './same-distance.js';

/**
 * Which of two tables the synthetic rows keep closer to: the share of rows closer to training than to the holdout, ties
 * counted half; .5 for rows that know neither.
 */
export type CloserToTrain = NamedFigure<'share'> & {
  /** Share of rows equally near to both, which the share counts half; null where it could not be computed. */
  readonly ties: number | null;
  /** Rows that each of the two was cut to. */
  readonly cutRows: number;
  /** Cuts that were made; 1 where both tables have the same size and nothing is cut. */
  readonly repeats: number;
};

export interface CloserToTrainOptions extends SearchOptions {
  /** Seed of the cuts. @default 0 */
  readonly seed?: number | undefined;
  /** Cuts, 1 to 32. @default 20 */
  readonly repeats?: number | undefined;
  /** @default .95 */
  readonly confidence?: number | undefined;
}

/** Fewer rows than this on any side tell nothing. */
const FEWEST = 10;

const METHOD =
  'Wilson, at the number of independent rows that it is worth (rows with the same nearest record count together), mean of the cuts';

const tally = (training: NearestRows, holdout: NearestRows, cut: number, queries: number) => {
  let [closer, ties] = [0, 0];
  const counts = new Map<number, number>();
  const [trainSlots, holdoutSlots] = [training.neighbours, holdout.neighbours];
  for (let query = 0; query < queries; query++) {
    const toTraining = training.distances[query * trainSlots + (cut % trainSlots)]!;
    const toHoldout = holdout.distances[query * holdoutSlots + (cut % holdoutSlots)]!;
    const tied = Math.abs(toTraining - toHoldout) <= SAME_DISTANCE;
    if (tied) ties++;
    else if (toTraining < toHoldout) closer++;
    const record =
      tied || toTraining < toHoldout
        ? training.rows[query * trainSlots + (cut % trainSlots)]!
        : -1 - holdout.rows[query * holdoutSlots + (cut % holdoutSlots)]!;
    counts.set(record, (counts.get(record) ?? 0) + 1);
  }
  return { closer, ties, counts };
};

/**
 * The share of synthetic rows that are closer to training than to a holdout. Of the larger table as many rows are drawn
 * as the smaller has, since the nearest of many is nearer than the nearest of few: on an 80/20 split the share would be
 * .8 and more for any rows at all. The mean of several such cuts is given. Ties count half; SDMetrics'
 * DCROverfittingProtection, which does not cut, counts them as closer to the holdout.
 *
 * A full copier reads ½ + b/2a when b of a training rows are in a cut: it shows best on a table that was split in half.
 *
 * The interval treats the rows as drawn anew along with the split, not the synthesizer as fitted anew. Where something
 * is cut it is too wide rather than too narrow, since the mean of several cuts varies less than each.
 *
 * A smoke test of copying, no measure of protection: tables that pass it have been found open to membership inference
 * ("The DCR Delusion", arXiv 2505.01524).
 *
 * @throws {InvalidOptionError} when `repeats` is not a whole number from 1 to 32, or `confidence` not between 0 and 1
 * @throws {UnknownColumnError | MetricInputError | AbortedError} as nearestRows
 */
export const closerToTrain = async (
  scale: GowerScale,
  tables: { readonly training: Table; readonly holdout: Table; readonly synthetic: Table },
  { seed = 0, repeats = 20, confidence = 0.95, onProgress, ...search }: CloserToTrainOptions = {},
): Promise<CloserToTrain> => {
  const { training, holdout, synthetic } = tables;
  if (!Number.isInteger(repeats) || repeats < 1 || repeats > 32)
    throw new InvalidOptionError('closerToTrain', 'repeats', 'must be a whole number from 1 to 32');
  const cutRows = Math.min(training.rows, holdout.rows);
  const fewest = Math.min(cutRows, synthetic.rows);
  if (fewest < FEWEST) {
    const because = `it takes at least ${FEWEST} rows in each table, and one has ${fewest}`;
    return { share: null, because, ties: null, cutRows, repeats: 0 };
  }
  const random = createRandomSource(seed).child('closerToTrain');
  const cut = training.rows === holdout.rows ? 1 : repeats;
  const nearest = (reference: Table, from: number): Promise<NearestRows> => {
    // The smaller table is whole in every cut: one is enough.
    const cuts = reference.rows === cutRows ? 1 : cut;
    const rows = Array.from({ length: cuts }, (_, i) => drawnRows(reference.rows, cutRows, random.child(String(i))));
    const watch = onProgress && {
      onProgress: ({ phase, fraction }: { readonly phase: string; readonly fraction: number }) =>
        onProgress({ phase, fraction: from + fraction / 2 }),
    };
    return nearestInCuts(scale, { queries: synthetic, reference }, rows, { ...search, ...watch });
  };
  const toTraining = await nearest(training, 0);
  const toHoldout = await nearest(holdout, 0.5);
  let [closer, ties, worth] = [0, 0, 0];
  for (let i = 0; i < cut; i++) {
    const one = tally(toTraining, toHoldout, i, synthetic.rows);
    closer += one.closer + one.ties / 2;
    ties += one.ties;
    worth += effectiveRows(one.counts.values(), 2 * cutRows) / cut;
  }
  const share = closer / (cut * synthetic.rows);
  const interval = { ...wilsonInterval(share * worth, worth, confidence), method: METHOD };
  return { share, interval, ties: ties / (cut * synthetic.rows), cutRows, repeats: cut };
};
