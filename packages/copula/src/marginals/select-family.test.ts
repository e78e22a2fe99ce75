import { createRandomSource, exp, gammaPInverse, normalQuantile } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { ValueCollector } from '../values/value-collector.js';
import { selectFamily } from './select-family.js';

const collect = (rows: number, value: (u: number, i: number) => number, seed = 3) => {
  const random = createRandomSource(seed);
  const values = Float64Array.from({ length: rows }, (_, i) => value(random.uniform(i), i));
  const priorities = Uint32Array.from({ length: rows }, (_, i) => random.uint32(i, 1));
  const collector = new ValueCollector(100_000);
  collector.add(values, priorities, rows);
  return collector.finish();
};

/** How often a kind is chosen over ten data sets. */
const votes = (kind: string, rows: number, value: (u: number, i: number) => number, step = 0): number =>
  Array.from({ length: 10 }, (_, seed) => selectFamily(collect(rows, value, seed), step)).filter(
    (found) => found === kind,
  ).length;

describe('selectFamily', () => {
  it('finds the family that the rows come from, or one that is no worse', () => {
    // A nested family may win on the rows kept aside; the empirical marginal seldom does.
    expect(votes('empirical', 4000, (u) => 5 + 2 * normalQuantile(u))).toBeLessThanOrEqual(3);
    expect(votes('empirical', 4000, (u) => gammaPInverse(2, u))).toBeLessThanOrEqual(3);
    expect(votes('empirical', 4000, (u) => 3 * u - 1)).toBeLessThanOrEqual(3);
  });

  it('compares rounded values at the edges between them', () => {
    expect(votes('empirical', 4000, (u) => Math.round(40 + 10 * normalQuantile(u)), 0.5)).toBeLessThanOrEqual(3);
  });

  it.each<[string, (u: number, i: number) => number]>([
    ['two humps', (u, i) => (i & 1 ? 4 : -4) + normalQuantile(u)],
    ['a heavy value', (u, i) => (i % 3 === 0 ? 0 : normalQuantile(u))],
    ['a far tail', (u) => exp(2 * normalQuantile(u))],
    ['three values', (u) => Math.floor(3 * u)],
  ])('stays with the empirical marginal for %s', (_, value) => {
    expect(votes('empirical', 4000, value)).toBe(10);
  });

  it('does not choose with few rows', () => {
    expect(selectFamily(collect(30, normalQuantile), 0)).toBe('empirical');
  });
});
