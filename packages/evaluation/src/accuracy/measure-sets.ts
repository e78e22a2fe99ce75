import type { RandomSource } from '@cvd/core';
import { percentileInterval } from '../bootstrap/percentile-interval.js';
import type { RowWeights } from '../bootstrap/row-weights.js';
import type { Checkpoint } from '../checkpoint.js';
import type { Interval } from '../figures/figure.js';
import { formatCount } from '../format/format-figures.js';
import { drawnRows } from '../seeded-rows.js';
import type { ColumnSet } from './column-sets.js';
import type { CompareSet, SetDistance } from './compare-sets.js';

/** Sets of columns that are resampled at most; the mean of that many varies as that of all. */
const MOST_RESAMPLED_SETS = 300;

/** How intervals are found. */
export interface Resampling {
  /** null = not at all. */
  readonly weights: RowWeights | null;
  readonly confidence: number;
}

/** What was found of all sets of one size, and how an interval of their mean is found. */
export interface MeasuredSets {
  readonly distances: readonly SetDistance[];
  /** null where there is none. */
  readonly intervalOf: ((accuracy: number, resampled: Float64Array) => Interval | null) | null;
}

const intervalFinder = (
  { weights, confidence }: Resampling,
  sets: number,
  kind: string,
): MeasuredSets['intervalOf'] => {
  const [resampled, all] = [MOST_RESAMPLED_SETS, sets].map(formatCount);
  const note = sets > MOST_RESAMPLED_SETS ? `of ${resampled} of the ${all} ${kind}` : undefined;
  return (
    weights &&
    ((accuracy, scores) =>
      percentileInterval(accuracy, scores, weights, { confidence, origin: 'mean', of: 'synthetic', note }))
  );
};

/**
 * Compares every set; where there are too many to resample, some are drawn.
 * @param kind - what the sets are, in the plural
 */
export const measureSets = async (
  sets: readonly ColumnSet[],
  kind: string,
  { compare, resampling }: { readonly compare: CompareSet; readonly resampling: Resampling },
  random: RandomSource,
  checkpoint: Checkpoint,
): Promise<MeasuredSets> => {
  const resampled = new Set(drawnRows(sets.length, MOST_RESAMPLED_SETS, random.child(`resampled ${kind}`)));
  const distances: SetDistance[] = [];
  for (const [i, set] of sets.entries()) {
    distances.push(compare(set, resampled.has(i) ? resampling.weights : null));
    await checkpoint(`accuracy of ${kind}`);
  }
  return { distances, intervalOf: intervalFinder(resampling, sets.length, kind) };
};
