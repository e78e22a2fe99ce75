import { describe, expect, it } from 'vitest';
import { createRandomSource } from '../random/counter-random.js';
import { type FixtureRow, readFixture, worstError } from './fixtures/compare.js';
import { gammaP, gammaQ, logGammaP, logGammaQ } from './incomplete-gamma.js';
import { gammaPInverse, gammaQInverse } from './inverse-gamma.js';

const fixture = readFixture<Record<string, FixtureRow[]>>('gamma');

describe('gammaP and gammaQ', () => {
  it('are accurate to 1e-12 for shapes from 1e-5 to 1e5 and values down to 1e-300', () => {
    expect(worstError(fixture.p!, gammaP).error).toBeLessThan(1e-12);
    expect(worstError(fixture.q!, gammaQ).error).toBeLessThan(1e-12);
  });

  it('have logarithms that go on where they underflow', () => {
    for (const [a, x] of fixture.p! as [number, number, number][]) {
      if (gammaP(a, x) > 1e-290) expect(Math.abs(logGammaP(a, x) - Math.log(gammaP(a, x)))).toBeLessThan(1e-12);
      if (gammaQ(a, x) > 1e-290) expect(Math.abs(logGammaQ(a, x) - Math.log(gammaQ(a, x)))).toBeLessThan(1e-12);
    }
    // Q(1, x) = e⁻ˣ and P(2, x) → x²/2.
    expect(logGammaQ(1, 5000)).toBeCloseTo(-5000, 10);
    expect(logGammaP(2, 1e-200)).toBeCloseTo(2 * Math.log(1e-200) - Math.log(2), 10);
  });

  it('keep the special cases', () => {
    expect([gammaP(2, 0), gammaQ(2, 0), gammaP(2, Infinity), gammaQ(2, Infinity)]).toEqual([0, 1, 1, 0]);
    for (const f of [gammaP, gammaQ]) {
      expect(f(0, 1)).toBeNaN();
      expect(f(-1, 1)).toBeNaN();
      expect(f(1, -1)).toBeNaN();
      expect(f(NaN, 1)).toBeNaN();
    }
  });
});

describe('gammaPInverse and gammaQInverse', () => {
  it('invert to 1e-10 in the probability, for shapes from 1e-4 to 1e6 and probabilities from 1e-300 on', () => {
    const random = createRandomSource(5);
    const u = new Float64Array(3);
    let checked = 0;
    for (let i = 0; i < 1500; i++) {
      random.uniformsInto(u, i);
      const a = 10 ** (-4 + 10 * u[0]!);
      const p = u[1]! < 0.5 ? 10 ** (-300 * u[2]!) / 2 : u[2]!;
      const x = gammaPInverse(a, p);
      const y = gammaQInverse(a, p);
      // A quantile below the range of doubles is 0; just above it its digits run out.
      if (x > 1e-290) {
        checked++;
        expect(Math.abs(p <= 0.5 ? gammaP(a, x) / p - 1 : gammaQ(a, x) / (1 - p) - 1)).toBeLessThan(1e-10);
      } else expect(gammaP(a, 1e-290)).toBeGreaterThan(p * (1 - 1e-10));
      if (y > 1e-290) {
        expect(Math.abs(p <= 0.5 ? gammaQ(a, y) / p - 1 : gammaP(a, y) / (1 - p) - 1)).toBeLessThan(1e-10);
      }
    }
    expect(checked).toBeGreaterThan(1000);
  });

  it('keep the special cases', () => {
    expect([gammaPInverse(3, 0), gammaPInverse(3, 1), gammaQInverse(3, 0), gammaQInverse(3, 1)]).toEqual([
      0,
      Infinity,
      Infinity,
      0,
    ]);
    expect(gammaPInverse(1, 0.5)).toBeCloseTo(Math.LN2, 15);
    expect(gammaPInverse(1, 1.1)).toBeNaN();
    expect(gammaPInverse(-1, 0.5)).toBeNaN();
    expect(gammaQInverse(1, NaN)).toBeNaN();
  });
});
