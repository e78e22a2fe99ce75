import { createRandomSource, normalQuantile } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { countSorted } from '../values/sorted-counts.js';
import { MAX_SEGMENTS, segmentsOf } from './segments.js';
import { segmentsCdf } from './segments-cdf.js';

const of = (...values: number[]) => segmentsOf(countSorted(Float64Array.from(values).sort()));
const times = (n: number, value: number): number[] => Array.from({ length: n }, () => value);

describe('segmentsOf', () => {
  it('keeps values of five rows and spreads rarer ones half-way to their neighbours', () => {
    const { low, high, mass } = of(...times(5, 0), 2, 2, ...times(6, 10), 11, ...times(5, 14));
    expect([...low]).toEqual([0, 1, 10, 10.5, 14]);
    expect([...high]).toEqual([0, 6, 10, 12.5, 14]);
    expect([...mass]).toEqual([5, 2, 6, 1, 5]);
  });

  it('keeps the bounds', () => {
    const { low, high } = of(3, 5, 9);
    expect([low[0], high.at(-1)]).toEqual([3, 9]);
  });

  it('is one value for a constant', () => {
    const { low, high, mass } = of(7, 7);
    expect([[...low], [...high], [...mass]]).toEqual([[7], [7], [2]]);
  });

  const random = createRandomSource(1);
  const normal = Float64Array.from({ length: 50_000 }, (_, i) => normalQuantile(random.uniform(i))).sort();
  const rounded = normal.map((x) => Math.round(x * 500) / 500);
  it.each([
    ['all distinct', normal],
    ['partly tied', rounded],
    ['mostly heavy', normal.map((x) => Math.round(x * 100) / 100)],
    ['a power law', normal.map((_, i) => Math.floor(50_000 / (i + 1))).sort()],
  ])('stays within its knots and near the data: %s', (_, values) => {
    const counts = countSorted(values);
    const segments = segmentsOf(counts);
    expect(segments.mass.length).toBeLessThanOrEqual(MAX_SEGMENTS);
    // The two bounds may stand for up to five rows each.
    expect(Math.abs(segments.mass.reduce((sum, m) => sum + m, 0) - values.length)).toBeLessThanOrEqual(8);
    for (let k = 0; k < segments.low.length; k++) {
      expect(segments.low[k]).toBeLessThanOrEqual(segments.high[k]!);
      if (k > 0) expect(segments.low[k]).toBeGreaterThanOrEqual(segments.high[k - 1]!);
    }
    const { atMost } = segmentsCdf(segments);
    let below = 0;
    let worst = 0;
    counts.values.forEach((value, i) => {
      below += counts.counts[i]!;
      worst = Math.max(worst, Math.abs(atMost(value) - below / counts.total));
    });
    // Segments hold a hundredth of the rows at most, and single rare values half of theirs above.
    expect(worst).toBeLessThan(0.006);
  });

  it('keeps no value of fewer than five rows, but for the bounds', () => {
    const counts = countSorted(normal.map((x) => Math.round(x * 3000) / 3000));
    const rare = new Set(counts.values.filter((_, i) => counts.counts[i]! < 5));
    const { low, high } = segmentsOf(counts);
    const bounds = [counts.values[0]!, counts.values.at(-1)!];
    const kept = [...low, ...high].filter((knot) => rare.has(knot) && !bounds.includes(knot));
    expect(kept).toEqual([]);
  });
});
