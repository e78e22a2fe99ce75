import { describe, expect, it } from 'vitest';
import { chooseHoldout, holdoutCounts } from './choose-holdout.js';

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

describe('holdoutCounts', () => {
  it('gives the rounded share of all rows, the remainders to the strata that miss most', () => {
    expect(holdoutCounts([3463], 0.2)).toEqual([693]);
    expect(holdoutCounts([5, 5], 0.5)).toEqual([3, 2]);
    expect(holdoutCounts([1, 9, 90], 0.25)).toEqual([0, 2, 23]);
    expect(holdoutCounts([], 0.2)).toEqual([]);
  });

  it('stays within one row of each stratum’s share', () => {
    const sizes = [1, 2, 3, 7, 19, 100, 1001];
    for (const share of [0.01, 0.2, 1 / 3, 0.5, 0.99]) {
      const counts = holdoutCounts(sizes, share);
      expect(sum(counts)).toBe(Math.round(sum(sizes) * share));
      for (const [i, count] of counts.entries()) expect(Math.abs(count - sizes[i]! * share)).toBeLessThan(1);
    }
  });
});

describe('chooseHoldout', () => {
  it('depends on the seed alone', () => {
    const strata = new Int32Array(1000);
    expect(chooseHoldout(strata, 0.2, 5)).toEqual(chooseHoldout(strata, 0.2, 5));
    expect(chooseHoldout(strata, 0.2, 5)).not.toEqual(chooseHoldout(strata, 0.2, 6));
    expect(sum(chooseHoldout(strata, 0.2, 5))).toBe(200);
  });

  it('takes early and late rows alike', () => {
    // 1,000 of 10,000 rows in each half: hypergeometric, standard deviation √(2000·½·½·8000/9999) = 20; 4 of them.
    const held = chooseHoldout(new Int32Array(10_000), 0.2, 1);
    expect(Math.abs(sum(held.subarray(0, 5000)) - 1000)).toBeLessThan(80);
  });

  it('keeps each stratum’s share', () => {
    const strata = Int32Array.from({ length: 1000 }, (_, row) => (row % 10 === 0 ? 1 : 0));
    const held = chooseHoldout(strata, 0.2, 1);
    expect(sum(held.filter((_, row) => strata[row] === 1))).toBe(20);
    expect(sum(held)).toBe(200);
  });
});
