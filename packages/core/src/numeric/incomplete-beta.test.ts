import { describe, expect, it } from 'vitest';
import { createRandomSource } from '../random/counter-random.js';
import { exp } from './exp.js';
import { type FixtureRow, readFixture, worstError } from './fixtures/compare.js';
import { logBeta, logBetaPrefix, regularisedBeta, regularisedBetaUpper } from './incomplete-beta.js';
import { regularisedBetaInverse } from './inverse-beta.js';

const fixture = readFixture<Record<string, FixtureRow[]>>('gamma');

describe('regularisedBeta', () => {
  it('is accurate to 2e-12 in both tails for shapes from 1e-2 to 1e4', () => {
    expect(worstError(fixture.betaLower!, regularisedBeta).error).toBeLessThan(2e-12);
    expect(worstError(fixture.betaUpper!, regularisedBetaUpper).error).toBeLessThan(2e-12);
    expect(worstError(fixture.logBeta!, logBeta).error).toBeLessThan(1e-14);
  });

  it('keeps the special cases', () => {
    expect([regularisedBeta(2, 3, 0), regularisedBeta(2, 3, 1)]).toEqual([0, 1]);
    expect([regularisedBetaUpper(2, 3, 0), regularisedBetaUpper(2, 3, 1)]).toEqual([1, 0]);
    expect(regularisedBeta(0, 1, 0.5)).toBeNaN();
    expect(regularisedBeta(1, 1, 1.5)).toBeNaN();
    expect(regularisedBetaUpper(1, -1, 0.5)).toBeNaN();
  });
});

describe('regularisedBetaInverse', () => {
  it('inverts to 1e-10 in the probability, but for the rounding of the result', () => {
    const random = createRandomSource(6);
    const u = new Float64Array(4);
    let checked = 0;
    for (let i = 0; i < 1500; i++) {
      random.uniformsInto(u, i);
      const a = 10 ** (-3 + 8 * u[0]!);
      const b = 10 ** (-3 + 8 * u[3]!);
      const p = u[1]! < 0.5 ? 10 ** (-300 * u[2]!) / 2 : u[2]!;
      const x = regularisedBetaInverse(a, b, p);
      expect(x >= 0 && x <= 1).toBe(true);
      if (!(x > 1e-290 && x < 1)) continue;
      checked++;
      const share = Math.min(p, 1 - p);
      const error = p <= 0.5 ? regularisedBeta(a, b, x) / p - 1 : regularisedBetaUpper(a, b, x) / (1 - p) - 1;
      // One ulp of x moves the probability by that times the density xᵃ⁻¹yᵇ⁻¹/B.
      const rounding = (2 ** -52 * exp(logBetaPrefix(a, b, x, 1 - x))) / (1 - x) / share;
      expect(Math.abs(error)).toBeLessThan(1e-10 + rounding);
    }
    expect(checked).toBeGreaterThan(900);
  });

  it('keeps the special cases', () => {
    expect([regularisedBetaInverse(2, 3, 0), regularisedBetaInverse(2, 3, 1)]).toEqual([0, 1]);
    expect(regularisedBetaInverse(1, 1, 0.3)).toBeCloseTo(0.3, 15);
    expect(regularisedBetaInverse(7, 7, 0.5)).toBeCloseTo(0.5, 15);
    expect(regularisedBetaInverse(1, 1, -0.1)).toBeNaN();
    expect(regularisedBetaInverse(0, 1, 0.5)).toBeNaN();
  });
});
