import { describe, expect, it } from 'vitest';
import { pearson, spearman } from './correlation.js';
import { readFixture } from './fixtures/compare.js';
import { averageRanks } from './ranks.js';

const fixture =
  readFixture<{ x: number[]; y: number[]; ranks: number[]; pearson: number; spearman: number }[]>('correlation');

describe('averageRanks', () => {
  it('equals SciPy, ties included', () => {
    for (const { x, ranks } of fixture) expect(Array.from(averageRanks(x))).toEqual(ranks);
  });

  it('ranks NaN last and −0 with 0', () => {
    expect(Array.from(averageRanks([NaN, 3, 0, -0, NaN, -Infinity]))).toEqual([5, 4, 2.5, 2.5, 6, 1]);
    expect(averageRanks([]).length).toBe(0);
  });
});

describe('pearson and spearman', () => {
  it('equal SciPy', () => {
    for (const row of fixture) {
      expect(Math.abs(pearson(row.x, row.y) - row.pearson)).toBeLessThan(1e-14);
      expect(Math.abs(spearman(row.x, row.y) - row.spearman)).toBeLessThan(1e-14);
    }
  });

  it('are NaN for constants and for fewer than two values, and 1 or −1 at most', () => {
    expect(pearson([0.1, 0.1, 0.1], [1, 2, 3])).toBeNaN();
    expect(spearman([1, 2, 3], [5, 5, 5])).toBeNaN();
    expect(pearson([1], [1])).toBeNaN();
    expect(pearson([0.1, 0.2, 0.3], [0.1, 0.2, 0.3])).toBe(1);
    // The product of the two sums of squares would overflow.
    expect(pearson([1e150, 2e150, 4e150], [3e150, 2e150, 0])).toBeCloseTo(-1, 14);
  });
});
