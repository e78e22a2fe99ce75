import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecimalCounter, roundTo } from './decimals.js';

const decimalsOf = (...values: number[]): number | null => {
  const counter = new DecimalCounter();
  for (const value of values) counter.add(value);
  return counter.finish();
};

describe('DecimalCounter', () => {
  it('finds the fewest decimals that give every value back', () => {
    expect(decimalsOf(1, 2, 300)).toBe(0);
    expect(decimalsOf(1.5, 2, 0.25)).toBe(2);
    expect(decimalsOf(0.1, 0.2, 1.005)).toBe(3);
    expect(decimalsOf(-0)).toBe(0);
    expect(decimalsOf(1e308)).toBe(0);
    expect(decimalsOf(123456789.12)).toBe(2);
  });
  it('gives null where values are not rounded', () => {
    expect(decimalsOf(1 / 3)).toBeNull();
    expect(decimalsOf(0.1 + 0.2)).toBeNull();
    // 15 digits in all are what a double can tell apart: 3 decimals beside 13 digits are noise.
    expect(decimalsOf(1234567890123.125)).toBeNull();
    expect(decimalsOf(1e308, 0.5)).toBeNull();
  });
  it('recovers the decimals that texts were written with', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 6 }),
        fc.array(fc.integer({ min: -1e8, max: 1e8 }), { minLength: 1 }),
        (places, integers) => {
          const texts = integers.map((integer) => (integer / 10 ** places).toFixed(places));
          const shown = Math.max(...texts.map((text) => (text.split('.')[1] ?? '').replace(/0+$/, '').length));
          expect(decimalsOf(...texts.map(Number))).toBe(shown);
        },
      ),
    );
  });
});

describe('roundTo', () => {
  it('gives the double that the decimal text reads as, and never falls', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.integer({ min: 0, max: 5 }),
        (a, b, places) => {
          const rounded = roundTo(a, places);
          expect(rounded).toBe(Number(rounded.toFixed(places)) + 0);
          expect(roundTo(Math.min(a, b), places)).toBeLessThanOrEqual(roundTo(Math.max(a, b), places));
        },
      ),
    );
  });
});
