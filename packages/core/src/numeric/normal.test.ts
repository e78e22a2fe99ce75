import { describe, expect, it } from 'vitest';
import { type FixtureRow, readFixture, worstError } from './fixtures/compare.js';
import { normalCdf, normalInterval, normalLogCdf, normalLogPdf, normalLogSf, normalPdf, normalSf } from './normal.js';

const fixture = readFixture<Record<string, FixtureRow[]>>('normal');

describe('normal distribution', () => {
  it('has density, tails and their logarithms to 2e-15, from −37 to 37 and in the logarithm to ±1e8', () => {
    expect(worstError(fixture.pdf!, normalPdf).error).toBeLessThan(2e-15);
    expect(worstError(fixture.sf!, normalSf).error).toBeLessThan(2e-15);
    expect(worstError(fixture.sf!, (x) => normalCdf(-x)).error).toBeLessThan(2e-15);
    expect(worstError(fixture.logSf!, normalLogSf).error).toBeLessThan(2e-15);
    expect(worstError(fixture.logSf!, (x) => normalLogCdf(-x)).error).toBeLessThan(2e-15);
  });

  it('keeps the special cases', () => {
    expect(normalCdf(0)).toBe(0.5);
    expect(normalCdf(-Infinity)).toBe(0);
    expect(normalCdf(Infinity)).toBe(1);
    expect(normalCdf(NaN)).toBeNaN();
    expect(normalPdf(Infinity)).toBe(0);
    expect(normalPdf(NaN)).toBeNaN();
    expect(normalLogSf(Infinity)).toBe(-Infinity);
    expect(normalLogSf(-Infinity)).toBeCloseTo(0, 15);
    expect(normalLogPdf(2)).toBeCloseTo(-2.9189385332046727, 15);
  });

  it('never decreases across the seams between its formulas', () => {
    for (const seam of [-0.7, 0, 0.7]) {
      for (let i = -50; i < 50; i++) {
        const x = seam + i * 1e-15;
        expect(normalCdf(x + 4e-15)).toBeGreaterThanOrEqual(normalCdf(x) - 1.2e-16);
      }
    }
  });

  it('gives intervals far in a tail without cancellation', () => {
    expect(worstError(fixture.interval!, normalInterval).error).toBeLessThan(1e-14);
    expect(normalInterval(1, 1)).toBe(0);
    expect(normalInterval(2, 1)).toBe(0);
    expect(normalInterval(-Infinity, Infinity)).toBe(1);
    expect(normalInterval(NaN, 1)).toBeNaN();
  });
});
