import { describe, expect, it } from 'vitest';
import { exp, expm1 } from './exp.js';
import { type FixtureRow, readFixture, worstError } from './fixtures/compare.js';

const fixture = readFixture<Record<string, FixtureRow[]>>('elementary');

describe('exp', () => {
  it('is within 1 ulp of the true value', () => {
    expect(worstError(fixture.exp!, exp).error).toBeLessThan(2.3e-16);
  });

  it('keeps the special cases', () => {
    expect(exp(0)).toBe(1);
    expect(exp(Infinity)).toBe(Infinity);
    expect(exp(-Infinity)).toBe(0);
    expect(exp(NaN)).toBeNaN();
    expect(exp(709.782712893384)).toBe(1.7976931348622732e308);
    expect(exp(709.7827128933841)).toBe(Infinity);
    expect(exp(-745.2)).toBe(0);
  });

  it('rounds subnormal results once', () => {
    expect(exp(-745.13)).toBe(5e-324);
    // exp(−740) = 4.2000…e-322, or 85 times 2⁻¹⁰⁷⁴.
    expect(exp(-740)).toBe(85 * 5e-324);
  });
});

describe('expm1', () => {
  it('is within 2 ulp of the true value', () => {
    expect(worstError(fixture.expm1!, expm1).error).toBeLessThan(4.5e-16);
  });

  it('keeps the special cases', () => {
    expect(expm1(-0)).toBe(0);
    expect(expm1(1e-300)).toBe(1e-300);
    expect(expm1(-Infinity)).toBe(-1);
    expect(expm1(Infinity)).toBe(Infinity);
    expect(expm1(NaN)).toBeNaN();
  });
});
