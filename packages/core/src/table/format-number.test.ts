import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber } from './format-number.js';

describe('formatNumber', () => {
  it('reads back as the same float', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        expect(Object.is(Number(formatNumber(value)), value)).toBe(true);
      }),
      { numRuns: 2000, seed: 12 },
    );
  });

  it('is short, and claims no digits a float does not hold', () => {
    expect([0.1, 150, -0, 1e-7, 2 ** 53 - 1].map(formatNumber)).toEqual([
      '0.1',
      '150',
      '-0',
      '1e-7',
      '9007199254740991',
    ]);
    expect([2 ** 53, -(2 ** 60)].map(formatNumber)).toEqual(['9.007199254740992e+15', '-1.152921504606847e+18']);
  });
});
