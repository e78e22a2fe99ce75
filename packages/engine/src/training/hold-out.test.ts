import { createRandomSource } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { holdOut } from './hold-out.js';

describe('holdOut', () => {
  it.each([
    [1, 0],
    [199, 0],
    [200, 20],
    [5000, 500],
    [308_854, 2000],
  ])('of %i rows: %i', (rows, count) => {
    const { training, held } = holdOut(createRandomSource(3), rows);
    expect(held).toHaveLength(count);
    const all = Int32Array.from([...training, ...held]).sort();
    expect(all).toEqual(Int32Array.from({ length: rows }, (_, row) => row));
    expect(training).toEqual(training.slice().sort());
    expect(held).toEqual(held.slice().sort());
  });

  it('depends on the seed, and takes every row as often', () => {
    expect(holdOut(createRandomSource(1), 400).held).not.toEqual(holdOut(createRandomSource(2), 400).held);
    const seen = new Float64Array(200);
    for (let seed = 0; seed < 4000; seed++) for (const row of holdOut(createRandomSource(seed), 200).held) seen[row]!++;
    // Binomial(4000, .1): five standard errors are 95.
    for (const count of seen) expect(Math.abs(count - 400)).toBeLessThan(95);
  });
});
