import { normalCdf } from '@cvd/core';
import type { SortedCounts } from '../values/sorted-counts.js';
import { momentsOf } from '../values/weighted-moments.js';
import { MAX_SEGMENTS, type Segments, segmentsOf } from './segments.js';

const GRID = 2000;

/**
 * A Gaussian kernel density estimate between the ends of the data, kept as segments of equal mass. The kernels stand on the
 * empirical segments rather than on rows, so cost and size are bounded: 500 kernels × 2,000 points.
 * Bandwidth sd·n^(−1/5): Scott, Multivariate Density Estimation, section 6.5.
 * @param data - at least two distinct values
 */
export const kernelSegments = (data: SortedCounts): Segments => {
  const { low, high, mass } = segmentsOf(data);
  const width = momentsOf(data).sd * rootFive(1 / data.total);
  const first = data.values[0]!;
  const last = data.values.at(-1)!;
  const at = (k: number): number => first + ((last - first) * k) / GRID;
  const cumulative = Float64Array.from({ length: GRID + 1 }, (_, k) => {
    let sum = 0;
    for (let s = 0; s < mass.length; s++) sum += mass[s]! * normalCdf((at(k) - (low[s]! + high[s]!) / 2) / width);
    return sum;
  });
  const start = cumulative[0]!;
  const total = cumulative[GRID]! - start;
  const ends = new Float64Array(MAX_SEGMENTS + 1);
  for (let s = 0, k = 0; s <= MAX_SEGMENTS; s++) {
    const wanted = start + (total * s) / MAX_SEGMENTS;
    while (k + 1 < GRID && cumulative[k + 1]! < wanted) k++;
    const step = cumulative[k + 1]! - cumulative[k]!;
    ends[s] = at(k + (step > 0 ? Math.min(1, (wanted - cumulative[k]!) / step) : 0));
  }
  return { low: ends.slice(0, -1), high: ends.slice(1), mass: new Float64Array(MAX_SEGMENTS).fill(1) };
};

/** x^(1/5), the same on every engine. */
const rootFive = (x: number): number => {
  let y = 1;
  for (let i = 0; i < 100; i++) y -= (y - x / (y * y * y * y)) / 5;
  return y;
};
