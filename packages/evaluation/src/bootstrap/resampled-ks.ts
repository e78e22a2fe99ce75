import { type NumericPair, roundedForKs } from '@cvd/core/metrics';
import { countedScore } from './counted-score.js';
import type { ResampledScore } from './resampled-score.js';

const isPresent = (value: number): boolean => !Number.isNaN(value);

/** How many of the sorted numbers are below the value, or at it as well. */
const countBelow = (sorted: Float64Array, value: number, orAt: boolean): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value || (orAt && sorted[middle]! === value)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * KSComplement of resampled synthetic rows. The distance of the distribution functions is largest just before or at one
 * of the synthetic values, so that these, sorted once, are all there is to look at.
 */
export const resampledKs = ({ real, synthetic, integer }: NumericPair): ResampledScore => {
  const sortedReal = roundedForKs(real, integer).filter(isPresent).sort();
  const values = roundedForKs(synthetic, integer);
  const sorted = values.filter(isPresent).sort();
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  const missing = distinct.length;
  const below = distinct.map((value) => countBelow(sortedReal, value, false) / sortedReal.length);
  const atOrBelow = distinct.map((value) => countBelow(sortedReal, value, true) / sortedReal.length);
  const codes = Int32Array.from(values, (value) => (isPresent(value) ? countBelow(distinct, value, false) : missing));
  return countedScore(codes, missing + 1, (counts) => {
    let total = 0;
    for (let i = 0; i < missing; i++) total += counts[i]!;
    if (total === 0 || sortedReal.length === 0) return Number.NaN;
    let seen = 0;
    let largest = 0;
    for (let i = 0; i < missing; i++) {
      if (counts[i] === 0) continue;
      largest = Math.max(largest, Math.abs(seen / total - below[i]!));
      seen += counts[i]!;
      largest = Math.max(largest, Math.abs(seen / total - atOrBelow[i]!));
    }
    return 1 - largest;
  });
};
