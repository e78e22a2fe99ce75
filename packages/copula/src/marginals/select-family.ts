import { countSorted, type SortedCounts } from '../values/sorted-counts.js';
import type { CollectedValues } from '../values/value-collector.js';
import { families } from './families.js';
import type { Family, Parameters } from './family.js';
import { ksDistance } from './ks-distance.js';
import type { MarginalKind } from './marginal.js';
import { segmentsOf } from './segments.js';
import { segmentsCdf } from './segments-cdf.js';

/** With fewer rows to compare with, no family can be told from another. */
const MIN_ROWS = 40;

/** Lilliefors' 5 % point of √n times the distance to a normal distribution fitted to the same n rows. */
const SAMPLING_ERROR = 0.886;

/**
 * Chooses a marginal by the Kolmogorov-Smirnov distance: 'empirical', unless a family comes at least as near as that to rows
 * kept aside, and its distance to all rows is what chance makes of rows of its own. Of several families the one that comes
 * nearest to the rows kept aside.
 * @param step - half the distance of the values' rounding, or 0
 */
export const selectFamily = ({ counts, shuffled }: CollectedValues, step: number): MarginalKind => {
  // Half to fit, half kept aside.
  const rows = shuffled.length;
  const half = rows >>> 1;
  const fitted = countSorted(shuffled.slice(0, half).sort());
  const aside = countSorted(shuffled.slice(half).sort());
  if (rows < MIN_ROWS || fitted.values.length < 3) return 'empirical';
  const empirical = ksDistance(aside, segmentsCdf(segmentsOf(fitted)), step);
  const candidates = [...families]
    .map(([kind, family]) => ({ kind, family, distance: distanceTo(aside, family, family.fit(fitted, step), step) }))
    .filter(({ distance }) => distance <= empirical)
    .sort((a, b) => a.distance - b.distance);
  const limit = SAMPLING_ERROR / Math.sqrt(counts.total);
  const found = candidates.find(({ family }) => distanceTo(counts, family, family.fit(counts, step), step) <= limit);
  return found?.kind ?? 'empirical';
};

const distanceTo = (data: SortedCounts, family: Family, parameters: Parameters, step: number): number => {
  const { cdf } = family.distribution(parameters);
  return ksDistance(data, { atMost: cdf, below: cdf }, step);
};
