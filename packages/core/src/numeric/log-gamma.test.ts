import { describe, expect, it } from 'vitest';
import { digamma, trigamma } from './digamma.js';
import { type FixtureRow, readFixture, worstError } from './fixtures/compare.js';
import { logGamma, logGammaOnePlus, minusDeviance, stirlingError } from './log-gamma.js';

const fixture = readFixture<Record<string, FixtureRow[]>>('gamma');

describe('logGamma', () => {
  it('is accurate to 1e-15 from 1e-300 to 1e8, next to its zeros too', () => {
    expect(worstError(fixture.logGamma!, logGamma).error).toBeLessThan(1e-15);
    expect(worstError(fixture.logGammaOnePlus!, logGammaOnePlus).error).toBeLessThan(1e-15);
  });

  it('keeps the special cases', () => {
    expect(logGamma(1)).toBe(0);
    expect(logGamma(2)).toBe(0);
    expect(logGamma(0)).toBe(Infinity);
    expect(logGamma(-0.5)).toBeNaN();
    expect(logGamma(NaN)).toBeNaN();
    expect(logGamma(Infinity)).toBe(Infinity);
  });

  it('differs from Stirling by stirlingError', () => {
    for (const x of [0.01, 0.7, 3, 9.99, 10, 55]) {
      const stirling = (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI);
      expect(stirling + stirlingError(x)).toBeCloseTo(logGamma(x), 12);
    }
    // The first two terms of Stirling's series are enough at 1e4.
    expect(stirlingError(1e4) / (1 / 12e4 - 1 / 360e12)).toBeCloseTo(1, 12);
  });

  it('takes the deviance without cancellation', () => {
    // −a·(t²/2 − t³/3 + …) with t = 1e-6.
    expect(minusDeviance(1e6, 1e6 + 1, 1) / (-0.5e-6 * (1 - 2e-6 / 3))).toBeCloseTo(1, 11);
    expect(minusDeviance(2, 1e-30, 1e-30 - 2)).toBeCloseTo(2 * Math.log(5e-31) + 2, 12);
  });
});

describe('digamma and trigamma', () => {
  it('are accurate to 1e-13 and 1e-14', () => {
    expect(worstError(fixture.digamma!, digamma).error).toBeLessThan(1e-13);
    expect(worstError(fixture.trigamma!, trigamma).error).toBeLessThan(1e-14);
  });

  it('keep the special cases', () => {
    expect(Math.abs(digamma(1.4616321449683622))).toBeLessThan(2e-15);
    expect(digamma(0)).toBe(-Infinity);
    expect(trigamma(0)).toBe(Infinity);
    expect(digamma(-1)).toBeNaN();
    expect(trigamma(-1)).toBeNaN();
  });
});
