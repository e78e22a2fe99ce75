import { describe, expect, it } from 'vitest';
import { erfc, erfcx } from './erfc.js';
import { type FixtureRow, readFixture, worstError } from './fixtures/compare.js';

const fixture = readFixture<Record<string, FixtureRow[]>>('normal');

describe('erfc', () => {
  it('keeps its relative accuracy down to 1e-307', () => {
    expect(Math.min(...fixture.erfc!.map((row) => row.at(-1)!))).toBeLessThan(1e-250);
    expect(worstError(fixture.erfc!, erfc).error).toBeLessThan(2e-15);
  });

  it('keeps the special cases', () => {
    expect(erfc(Infinity)).toBe(0);
    expect(erfc(-Infinity)).toBe(2);
    expect(erfc(0)).toBeCloseTo(1, 15);
    expect(erfc(NaN)).toBeNaN();
  });

  it('scaled, goes to 1/(x√π) far out', () => {
    expect(erfcx(1e6) * 1e6).toBeCloseTo(0.5641895835475, 12);
    expect(erfcx(1e18) * 1e18).toBeCloseTo(0.5641895835477563, 15);
  });
});
