import { describe, expect, it } from 'vitest';
import { type FixtureRow, readFixture, worstError } from './fixtures/compare.js';
import { normalLogCdf } from './normal.js';
import { normalQuantile, normalQuantileFromLog } from './normal-quantile.js';

const fixture = readFixture<Record<string, FixtureRow[]>>('normal');

describe('normalQuantile', () => {
  it('is accurate to 2e-15 from 5e-324 to 1 − 1e-15', () => {
    expect(fixture.quantile!.some(([p]) => p === 5e-324)).toBe(true);
    expect(worstError(fixture.quantile!, normalQuantile).error).toBeLessThan(2e-15);
  });

  it('is odd around ½ where the complement is exact', () => {
    for (const p of [0.25, 0.0625, 2 ** -20, 2 ** -50]) expect(normalQuantile(1 - p)).toBe(-normalQuantile(p));
  });

  it('keeps the special cases', () => {
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
    expect(normalQuantile(-1e-300)).toBeNaN();
    expect(normalQuantile(1.0000001)).toBeNaN();
    expect(normalQuantile(NaN)).toBeNaN();
  });
});

describe('normalQuantileFromLog', () => {
  it('is accurate to 1e-14 from log p = −1e-3 to −1e6', () => {
    expect(worstError(fixture.quantileFromLog!, normalQuantileFromLog).error).toBeLessThan(1e-14);
  });

  it('inverts the logarithm of the distribution function everywhere', () => {
    for (const logP of [-1e-12, -0.1, -0.699, -0.701, -2.599, -2.601, -24.9, -25.1, -699, -701, -1e5, -1e12, -1e200]) {
      const back = normalLogCdf(normalQuantileFromLog(logP));
      // One rounding of x moves log P by x² ulp where P is near 1, at most 7² here.
      expect(Math.abs(back / logP - 1)).toBeLessThan(3e-14);
    }
  });

  it('keeps the special cases', () => {
    expect(normalQuantileFromLog(-Infinity)).toBe(-Infinity);
    expect(normalQuantileFromLog(0)).toBe(Infinity);
    expect(normalQuantileFromLog(0.1)).toBeNaN();
    expect(normalQuantileFromLog(NaN)).toBeNaN();
  });
});
