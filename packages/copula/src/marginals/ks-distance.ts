import type { SortedCounts } from '../values/sorted-counts.js';

/** A distribution function from both sides of a point. */
export interface StepCdf {
  /** P(X ≤ x). */
  atMost(x: number): number;
  /** P(X < x). */
  below(x: number): number;
}

/** Points at which the distance is looked at, at most; misses less than 1/POINTS. */
const POINTS = 512;

/**
 * The largest distance between a distribution function and that of the data. Values rounded to steps of 2·step stand for all
 * values that round to them, so a smooth distribution is compared at the edges between.
 * @param step - half the distance of the values' rounding, or 0
 */
export const ksDistance = ({ values, counts, total }: SortedCounts, cdf: StepCdf, step: number): number => {
  const every = Math.ceil(values.length / POINTS);
  let distance = 0;
  let below = 0;
  for (let i = 0; i < values.length; i++) {
    const atMost = below + counts[i]!;
    if (i % every === 0) {
      distance = Math.max(
        distance,
        Math.abs(atMost / total - cdf.atMost(values[i]! + step)),
        Math.abs(below / total - cdf.below(values[i]! - step)),
      );
    }
    below = atMost;
  }
  return distance;
};
