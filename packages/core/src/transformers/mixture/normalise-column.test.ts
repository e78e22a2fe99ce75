import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandomSource } from '../../random/counter-random.js';
import { fitMixture } from './fit-mixture.js';
import { responsibilitiesIn } from './fixtures/responsibilities.js';
import type { Mixture } from './mixture.js';
import { scaledIn, valueIn } from './mode-scale.js';
import { normaliseColumn } from './normalise-column.js';

const random = createRandomSource(6);

/** Two modes that overlap, and one apart. */
const mixture: Mixture = {
  weights: Float64Array.of(0.5, 0.3, 0.2),
  means: Float64Array.of(0, 2, 50),
  deviations: Float64Array.of(1, 1.5, 0.5),
  offsets: Float64Array.of(0, -0.9, -0.4),
};

describe('normaliseColumn', () => {
  it('draws modes in proportion to the responsibilities', async () => {
    const rows = 20_000;
    for (const x of [-2, 0.3, 1, 1.7, 4, 49]) {
      const { modes } = await normaliseColumn(mixture, new Float64Array(rows).fill(x), random.child(`${x}`));
      for (const [k, share] of responsibilitiesIn(mixture, x).entries()) {
        const got = modes.filter((mode) => mode === k).length / rows;
        expect(Math.abs(got - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / rows) + 1e-9);
      }
    }
  });

  it('comes back as it was: to 32 bits of four deviations where nothing is clipped', async () => {
    const doubles = fc.double({ noNaN: true, min: -1e6, max: 1e6 });
    await fc.assert(
      fc.asyncProperty(fc.array(doubles, { minLength: 1, maxLength: 60 }), async (numbers) => {
        const values = Float64Array.from(numbers);
        const fitted = (await fitMixture(values, { random })).mixture;
        const { modes, scaled, clipped } = await normaliseColumn(fitted, values, random);
        let out = 0;
        for (const [row, x] of values.entries()) {
          const mode = modes[row]!;
          const exact = scaledIn(fitted, mode, x);
          expect(Math.abs(scaled[row]! - Math.max(-0.99, Math.min(0.99, exact)))).toBeLessThan(2 ** -24);
          if (Math.abs(exact) > 0.99) out++;
          else {
            const error = Math.abs(valueIn(fitted, mode, scaled[row]!) - x);
            expect(error).toBeLessThan(4 * fitted.deviations[mode]! * 2 ** -23 + Math.abs(x) * 2 ** -50);
          }
        }
        expect(clipped).toBe(out);
      }),
      { numRuns: 40 },
    );
  });

  it('gives missing values the encoding of drawn present ones, each as likely', async () => {
    const rows = 30_000;
    const values = Float64Array.from({ length: rows }, (_, i) => (i % 3 === 0 ? Number.NaN : i % 3 === 1 ? 0 : 50));
    const { modes, scaled } = await normaliseColumn(mixture, values, random);
    const missing = [...modes.keys()].filter((row) => row % 3 === 0);
    const present = new Set([...modes.keys()].filter((row) => row % 3).map((row) => `${modes[row]} ${scaled[row]}`));
    for (const row of missing) expect(present.has(`${modes[row]} ${scaled[row]}`)).toBe(true);
    const share = missing.filter((row) => modes[row] === 2).length / missing.length;
    // Half the present rows are 50, 10,000 draws.
    expect(Math.abs(share - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / missing.length));
    const again = await normaliseColumn(mixture, values, createRandomSource(6));
    expect(again).toEqual({ modes, scaled, clipped: 0 });
  });

  it('works without any value, and without rows', async () => {
    const { modes, scaled } = await normaliseColumn(mixture, new Float64Array(3).fill(Number.NaN), random);
    expect([[...modes], [...scaled]]).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect((await normaliseColumn(mixture, new Float64Array(0), random)).modes.length).toBe(0);
  });

  it('clips values that no mode reaches, at any distance', async () => {
    const values = Float64Array.of(0, 1e6, -1e308, 1e308, 3.9, 53);
    const { modes, scaled, clipped } = await normaliseColumn(mixture, values, random);
    expect(clipped).toBe(4);
    for (const row of [1, 3]) expect(scaled[row]).toBe(Math.fround(0.99));
    expect(scaled[2]).toBe(Math.fround(-0.99));
    // The widest mode explains what is far from all.
    expect([modes[1], modes[2], modes[5]]).toEqual([1, 1, 2]);
  });
});

describe('scaledIn and valueIn', () => {
  it('are inverse at the ends of the range of doubles too', () => {
    const wide: Mixture = { ...mixture, means: Float64Array.of(0), deviations: Float64Array.of(1.5e308) };
    expect(scaledIn(wide, 0, 1.5e308)).toBeCloseTo(0.25, 12);
    expect(valueIn(wide, 0, 0.25)).toBeCloseTo(1.5e308, -300);
    const narrow: Mixture = { ...mixture, means: Float64Array.of(0), deviations: Float64Array.of(2 ** -1020) };
    expect(valueIn(narrow, 0, scaledIn(narrow, 0, 2 ** -1020))).toBe(2 ** -1020);
  });

  it('hold scaled values beyond ±1 to ±1', () => {
    expect(valueIn(mixture, 1, 7)).toBe(2 + 4 * 1.5);
    expect(valueIn(mixture, 1, -7)).toBe(2 - 4 * 1.5);
  });
});
