import { describe, expect, it } from 'vitest';
import { type FixtureRow, readFixture, worstError } from './fixtures/compare.js';
import { asin, cos, sin } from './trigonometry.js';

const fixture = readFixture<Record<string, FixtureRow[]>>('elementary');

describe('sin, cos and asin', () => {
  it('are within 2 ulp of the true values', () => {
    expect(worstError(fixture.sin!, sin).error).toBeLessThan(4.5e-16);
    expect(worstError(fixture.cos!, cos).error).toBeLessThan(4.5e-16);
    expect(worstError(fixture.asin!, asin).error).toBeLessThan(4.5e-16);
  });

  it('are NaN outside their ranges rather than inaccurate', () => {
    expect(sin(2e6)).toBeNaN();
    expect(cos(Infinity)).toBeNaN();
    expect(asin(1.0000001)).toBeNaN();
    expect(sin(-0)).toBe(0);
  });
});
