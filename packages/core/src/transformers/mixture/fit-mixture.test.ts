import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandomSource } from '../../random/counter-random.js';
import { ascend } from './ascend.js';
import { fitMixture } from './fit-mixture.js';
import type { Mixture } from './mixture.js';
import { priorOf } from './prior.js';
import { standardUnits } from './standard-units.js';
import { startingPoints } from './starting-points.js';
import { MAX_VALUES, summariseValues } from './summarise-values.js';

const random = createRandomSource(4);
const fit = async (values: Float64Array): Promise<Mixture> => (await fitMixture(values, { random })).mixture;

/** Uniform numbers of a fixed seed. */
const uniforms = (length: number, name = 'uniforms'): Float64Array => {
  const out = new Float64Array(length);
  random.child(name).uniformsInto(out, 0);
  return out;
};

/** About normal: a sum of twelve uniforms. */
const normals = (length: number, name = 'normals'): Float64Array => {
  const source = uniforms(12 * length, name);
  return Float64Array.from({ length }, (_, i) => source.subarray(12 * i, 12 * i + 12).reduce((a, b) => a + b, -6));
};

const expectSound = ({ weights, means, deviations, offsets }: Mixture): void => {
  expect(means.length).toBeGreaterThan(0);
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  expect(Math.max(...offsets)).toBe(0);
  for (const k of means.keys()) {
    expect(Number.isFinite(means[k]!)).toBe(true);
    expect(Number.isFinite(offsets[k]!)).toBe(true);
    expect(Number.isFinite(deviations[k]!)).toBe(true);
    expect(deviations[k]!).toBeGreaterThan(0);
    if (k > 0) expect(means[k]!).toBeGreaterThanOrEqual(means[k - 1]!);
  }
};

describe('fitMixture', () => {
  it('finds well-parted modes with their shares, means and deviations', async () => {
    const z = normals(6000);
    const values = z.map((value, i) => (i % 3 === 0 ? -100 + value : 50 + 2 * value));
    const { mixture, converged } = await fitMixture(values, { random });
    expectSound(mixture);
    expect(typeof converged).toBe('boolean');
    // Components may share a mode: what counts is the mass, the mean and the variance on either side.
    const left = [...mixture.means.keys()].filter((k) => mixture.means[k]! < 0);
    const share = left.reduce((sum, k) => sum + mixture.weights[k]!, 0);
    const mean = left.reduce((sum, k) => sum + mixture.weights[k]! * mixture.means[k]!, 0) / share;
    expect(Math.abs(share - 1 / 3)).toBeLessThan(0.01);
    // 2,000 values of deviation 1: four standard errors.
    expect(Math.abs(mean + 100)).toBeLessThan(4 / Math.sqrt(2000));
  });

  it('gives a component to each of few distinct values, or several to one', async () => {
    expect((await fit(Float64Array.of(0, 0, 0, 1))).means.length).toBeLessThanOrEqual(2);
    const heavy = await fit(Float64Array.from({ length: 5000 }, (_, i) => (i % 5 ? 0 : i % 30)));
    expectSound(heavy);
    // The value that most rows have stands within a tenth of a deviation of a mode.
    const nearest = Math.min(...[...heavy.means.keys()].map((k) => Math.abs(heavy.means[k]!) / heavy.deviations[k]!));
    expect(nearest).toBeLessThan(0.1);
  });

  it('makes one component of a constant, of one row and of no value at all', async () => {
    for (const values of [[7, 7, 7, 7], [7], [0], [-1e300], [5e-324, 5e-324]]) {
      const mixture = await fit(Float64Array.from(values));
      expectSound(mixture);
      expect([...mixture.weights]).toEqual([1]);
      expect([...mixture.means]).toEqual([values[0]]);
    }
    const nothing = await fit(Float64Array.of(Number.NaN, Number.NaN));
    expect([nothing.means[0], nothing.deviations[0], nothing.weights[0]]).toEqual([0, 1, 1]);
  });

  it('leaves missing values out', async () => {
    const values = normals(300);
    const holes = new Float64Array(600).fill(Number.NaN);
    for (const [i, value] of values.entries()) holes[2 * i] = value;
    expect(await fit(holes)).toEqual(await fit(values));
  });

  it('does not depend on the order of rows', async () => {
    const values = normals(5000);
    expect(await fit(values.slice().reverse())).toEqual(await fit(values));
  });

  it('follows any scale, up to the ends of the range of doubles', async () => {
    const values = normals(400).map((value) => Math.round(value * 64) / 64 / 1024);
    const base = await fit(values);
    expectSound(base);
    for (const exponent of [-1000, -300, -30, 0]) {
      const scaled = await fit(values.map((value) => value * 2 ** exponent));
      // A power of two changes nothing but the exponents while the variance is below 1.
      expect([...scaled.means]).toEqual([...base.means].map((mean) => mean * 2 ** exponent));
      expect([...scaled.deviations]).toEqual([...base.deviations].map((deviation) => deviation * 2 ** exponent));
      expect(scaled.offsets).toEqual(base.offsets);
    }
    const large = await fit(values.map((value) => value * 2 ** 40));
    for (const exponent of [300, 960]) {
      // scikit-learn's regularisation of 1e-6 is nothing here.
      const scaled = await fit(values.map((value) => value * 2 ** (40 + exponent)));
      for (const [k, mean] of large.means.entries()) {
        expect(scaled.means[k]! / (mean * 2 ** exponent)).toBeCloseTo(1, 9);
        expect(scaled.deviations[k]! / (large.deviations[k]! * 2 ** exponent)).toBeCloseTo(1, 9);
      }
    }
  });

  it.each([
    ['the whole range of doubles', [-1.7e308, 1.7e308, 0, 1e300, -1e-300]],
    ['neighbouring doubles', [1, 1 + 2 ** -52, 1 + 2 ** -51, 1, 1]],
    ['the smallest doubles', [5e-324, 1e-323, 0, 0, 5e-324]],
    ['an outlier beyond all', [...Array.from({ length: 40 }, (_, i) => i % 13), 1e200]],
    ['numbers far from 0', Array.from({ length: 40 }, (_, i) => 1.6e18 + 256 * (i % 7))],
  ])('is sound over %s', async (_, values) => {
    expectSound(await fit(Float64Array.from(values)));
  });

  it('is sound whatever the values', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 40 }),
        async (numbers) => expectSound(await fit(Float64Array.from(numbers))),
      ),
      { numRuns: 50 },
    );
  });

  it('loses little by joining values of a column with very many', async () => {
    const z = normals(12_000);
    const u = uniforms(12_000);
    // Two modes, one long tail.
    const values = z.map((value, i) => (i % 3 === 0 ? 20 * u[i]! ** -0.3 : 60 + 5 * value));
    /** Mean log density of all values under the mixture fitted to them joined to `most`. */
    const density = async (most: number): Promise<number> => {
      const units = standardUnits(summariseValues(values, random, most));
      const prior = priorOf(units, 0.001);
      const [start] = startingPoints(units.data, 10);
      const { posterior } = await ascend(units.data, start!, prior, { tolerance: 1e-3, limit: 100 }, async () => {});
      const exact = standardUnits(summariseValues(values, random, 1 << 20));
      expect(exact.exponent).toBe(units.exponent);
      let sum = 0;
      const total = posterior.a.reduce((all, a) => all + a, 0);
      for (let i = 0; i < exact.data.length; i++) {
        let p = 0;
        for (const k of posterior.means.keys()) {
          const variance = posterior.variances[k]!;
          const distance = exact.data.values[i]! - posterior.means[k]!;
          p += (posterior.a[k]! / total / Math.sqrt(variance)) * Math.exp((-0.5 * distance ** 2) / variance);
        }
        sum += Math.log(p);
      }
      return sum / exact.data.length;
    };
    // A thousandth of a nat a row: far below what one start differs from another by.
    expect(Math.abs((await density(MAX_VALUES)) - (await density(1 << 20)))).toBeLessThan(1e-3);
  });

  it('tells how far it is, and stops where it is told to', async () => {
    const fractions: number[] = [];
    await fitMixture(normals(3000), { random, checkpoint: async (fraction) => void fractions.push(fraction) });
    expect(fractions.length).toBeGreaterThan(20);
    expect(fractions).toEqual(fractions.slice().sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    const stop = new Error('stop');
    let calls = 0;
    const stopped = fitMixture(normals(3000), {
      random,
      checkpoint: async () => {
        if (++calls === 3) throw stop;
      },
    });
    await expect(stopped).rejects.toBe(stop);
    expect(calls).toBe(3);
  });

  it('keeps the mixture it gave before, to the last bit', async () => {
    // Other bits mean other models for the same seed.
    const { means, deviations, weights, offsets } = await fit(
      Float64Array.from({ length: 500 }, (_, i) => (i % 7) ** 2 + (i % 3) / 10),
    );
    expect([means.length, means[0], deviations[0], weights[0], offsets[1]]).toMatchInlineSnapshot(`
      [
        5,
        1.8254053075875536,
        2.063179506873347,
        0.4287512334886448,
        -0.8437740673125047,
      ]
    `);
  });
});
