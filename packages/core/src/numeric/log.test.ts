import { describe, expect, it } from 'vitest';
import { type FixtureRow, readFixture, worstError } from './fixtures/compare.js';
import { log, log1p } from './log.js';

const fixture = readFixture<Record<string, FixtureRow[]>>('elementary');

describe('log', () => {
  it('is within 1 ulp of the true value, subnormal arguments included', () => {
    expect(fixture.log!.some(([x]) => x === 5e-324)).toBe(true);
    expect(worstError(fixture.log!, log).error).toBeLessThan(2.3e-16);
  });

  it('keeps the special cases', () => {
    expect(log(1)).toBe(0);
    expect(log(0)).toBe(-Infinity);
    expect(log(-0)).toBe(-Infinity);
    expect(log(-1)).toBeNaN();
    expect(log(NaN)).toBeNaN();
    expect(log(Infinity)).toBe(Infinity);
  });

  it('is right next to every power of two', () => {
    for (let k = -1022; k <= 1023; k++) {
      for (const x of [2 ** k, 2 ** k * (1 + 2 ** -52), 2 ** k * (1 - 2 ** -53)]) {
        if (x < 2 ** -1022) continue;
        // Math.log is within 1 ulp as well, so that the two may differ by 2.
        expect(Math.abs(log(x) - Math.log(x))).toBeLessThanOrEqual(Math.abs(Math.log(x)) * 2 ** -51);
      }
    }
  });
});

describe('log1p', () => {
  it('is within 2 ulp of the true value', () => {
    expect(worstError(fixture.log1p!, log1p).error).toBeLessThan(4.5e-16);
  });

  it('keeps the special cases', () => {
    expect(log1p(-0)).toBe(0);
    expect(log1p(-1)).toBe(-Infinity);
    expect(log1p(-1.0000001)).toBeNaN();
    expect(log1p(NaN)).toBeNaN();
    expect(log1p(Infinity)).toBe(Infinity);
  });
});
