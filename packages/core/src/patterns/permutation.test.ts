import { describe, expect, it } from 'vitest';
import { createRandomSource } from '../random/counter-random.js';
import { permute, uniqueIndices } from './permutation.js';

const random = createRandomSource(11).child('ids');

describe('permute', () => {
  it.each([1, 2, 3, 10, 97, 1000, 4096])('is a permutation of 0 … %d − 1', (n) => {
    const values = Array.from({ length: n }, (_, i) => permute(i, n, random));
    expect([...values].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
  });

  it('sends neighbours apart, another way for another key', () => {
    const n = 10_000;
    const other = createRandomSource(12).child('ids');
    let steps = 0;
    let same = 0;
    for (let i = 0; i + 1 < n; i++) {
      steps += Math.abs(permute(i + 1, n, random) - permute(i, n, random));
      if (permute(i, n, random) === permute(i, n, other)) same++;
    }
    // Two uniform values are n/3 apart on average, with a standard deviation of n/√18 over 10,000 steps.
    expect(Math.abs(steps / (n - 1) - n / 3)).toBeLessThan((5 * n) / Math.sqrt(18) / 100);
    // Poisson with mean 1.
    expect(same).toBeLessThan(10);
  });

  it('stays below n for the largest n', () => {
    const n = 2 ** 52;
    const values = Array.from({ length: 1000 }, (_, i) => permute(n - 1 - i, n, random));
    expect(new Set(values).size).toBe(1000);
    for (const value of values) expect(Number.isInteger(value) && value >= 0 && value < n).toBe(true);
  });
});

describe('uniqueIndices', () => {
  it('spreads rows over spaces beyond 2^52', () => {
    const size = 62n ** 20n;
    const index = uniqueIndices(size, random);
    const values = Array.from({ length: 1000 }, (_, row) => index(row));
    expect(new Set(values).size).toBe(1000);
    const halves = values.filter((value) => value < size / 2n).length;
    for (const value of values) expect(value >= 0n && value < size).toBe(true);
    // Binomial with standard deviation 16.
    expect(Math.abs(halves - 500)).toBeLessThan(80);
  });
});
