import { describe, expect, it } from 'vitest';
import { type FixtureRow, readFixture, worstError } from './fixtures/compare.js';
import { truncatedNormalQuantile } from './truncated-normal.js';

const rows = readFixture<FixtureRow[]>('truncated-normal');
/** JSON has no infinities: 1e300 stands for one in the fixture. */
const open = (x: number): number => (Math.abs(x) === 1e300 ? x * Infinity : x);

describe('truncatedNormalQuantile', () => {
  it('is accurate to 1e-14 (next to 0 absolutely to 1e-16), far in either tail too', () => {
    expect(Math.max(...rows.map((row) => row[1]!))).toBeGreaterThan(1e5);
    expect(
      worstError(rows, (u, a, b) => truncatedNormalQuantile(u!, open(a!), open(b!)), { floor: 1e-2 }).error,
    ).toBeLessThan(1e-14);
  });

  it('resolves the tail beyond 1e6, where its scale is 1e-6', () => {
    // There (x − a)·a is exponential but for 1e-12; the doubles themselves lie 1e-10 apart.
    const x = truncatedNormalQuantile(0.5, 1e6, Infinity);
    expect(Math.abs((x - 1e6) * 1e6 - Math.LN2)).toBeLessThan(1.2e-4);
  });

  it('mirrors', () => {
    for (const u of [2 ** -40, 0.125, 0.5, 0.875]) {
      for (const [a, b] of [
        [1, 2],
        [6, 7],
        [4.9, Infinity],
        [-1, 3],
      ] as const) {
        expect(truncatedNormalQuantile(1 - u, -b, -a)).toBeCloseTo(-truncatedNormalQuantile(u, a, b), 13);
      }
    }
  });

  it('stays within its bounds and never decreases', () => {
    for (const [a, b] of [
      [0.3, 0.3 + 1e-15],
      [9, 10],
      [-2, 0.001],
      [-50, -40],
      [4.9999, 5.0001],
    ] as const) {
      let last: number = a;
      for (let i = 0; i <= 1000; i++) {
        const x = truncatedNormalQuantile(i / 1000, a, b);
        expect(x).toBeGreaterThanOrEqual(last);
        expect(x).toBeLessThanOrEqual(b);
        last = x;
      }
    }
  });

  it('keeps the special cases', () => {
    expect(truncatedNormalQuantile(0, -1, 2)).toBe(-1);
    expect(truncatedNormalQuantile(1, -1, 2)).toBe(2);
    expect(truncatedNormalQuantile(0.7, 3, 3)).toBe(3);
    expect(truncatedNormalQuantile(0.5, 2, 1)).toBeNaN();
    expect(truncatedNormalQuantile(1.5, 1, 2)).toBeNaN();
    expect(truncatedNormalQuantile(NaN, 1, 2)).toBeNaN();
    expect(truncatedNormalQuantile(0.5, -Infinity, Infinity)).toBe(0);
    expect(truncatedNormalQuantile(2 ** -60, -Infinity, -1)).toBeLessThan(-8);
  });
});
