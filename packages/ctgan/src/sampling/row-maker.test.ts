import { createRandomSource, exp, gammaQ, normalCdf } from '@cvd/core';
import { createReferenceBackend, createWasmBackend, initialWeights } from '@cvd/engine';
import { describe, expect, it } from 'vitest';
import { generatorParameters } from '../program/parameters.js';
import type { SamplerShape } from '../program/record-sampler.js';
import { foldedWeights } from './folded-weights.js';
import { createRowMaker } from './row-maker.js';

const shape: SamplerShape = {
  width: 9,
  spans: [
    { start: 0, width: 4, activation: 'softmax' },
    { start: 4, width: 1, activation: 'tanh' },
    { start: 5, width: 3, activation: 'softmax' },
    { start: 8, width: 1, activation: 'tanh' },
  ],
  conditionWidth: 7,
  embeddingDim: 6,
  generatorDim: [7, 5],
};

const random = createRandomSource(1);
const weights = {
  ...initialWeights(generatorParameters(shape), random),
  ...Object.fromEntries(
    shape.generatorDim.flatMap((dim, l) => [
      [`generator/${l + 1}/mean`, { dtype: 'F32' as const, shape: [1, dim], data: new Float32Array(dim).fill(0.1) }],
      [
        `generator/${l + 1}/variance`,
        { dtype: 'F32' as const, shape: [1, dim], data: new Float32Array(dim).fill(0.5) },
      ],
    ]),
  ),
};
const folded = foldedWeights(weights, 2);
const consecutive = (rows: number, start = 0): Float64Array => Float64Array.from({ length: rows }, (_, i) => start + i);
const placesOf = (rows: Float64Array): Int32Array => Int32Array.from(rows, (row) => row % 7);
const strict = () => createWasmBackend({ build: 'strict' });

describe('createRowMaker', () => {
  it.each([
    ['wasm', strict],
    ['reference', async () => createReferenceBackend()],
  ])('makes each row from its index and attempt alone: %s', async (_, create) => {
    const made = await createRowMaker(await create(), shape, folded, [11, 12]);
    const rows = consecutive(700, 2 ** 32 - 350);
    const attempts = Float64Array.from(rows, (_, i) => (i % 5) * 3000 + i);
    const whole = await made.make(rows, attempts, placesOf(rows));
    const places = [699, 0, 350, 349, 7, 512];
    for (const some of [places, places.slice(2), [7]]) {
      const ids = Float64Array.from(some, (place) => rows[place]!);
      const part = await made.make(
        ids,
        some.map((place) => attempts[place]!),
        placesOf(ids),
      );
      some.forEach((place, k) => {
        for (const values of ['codes', 'scalars'] as const)
          expect([...part[values].subarray(2 * k, 2 * k + 2)]).toEqual([
            ...whole[values].subarray(2 * place, 2 * place + 2),
          ]);
      });
    }
    made.dispose();
  });

  it('gives every row and attempt numbers of its own, beyond what a clock or a word holds', async () => {
    const made = await createRowMaker(await strict(), shape, folded, [11, 12]);
    const rows = [0, 1, 2 ** 32, 2 ** 52, 2 ** 53 - 1].flatMap((row) => Array<number>(6).fill(row));
    const attempts = rows.map((_, i) => [0, 1, 2047, 2048, 4095, 2 ** 30][i % 6]!);
    const { scalars } = await made.make(Float64Array.from(rows), attempts, new Int32Array(rows.length));
    expect(new Set(scalars).size).toBe(scalars.length);
  });

  it('draws categories by their softmax, whatever the temperature was in training', async () => {
    const logits = [0.3, -1, 1.2, 0, 0.5, -2, 0, 2, -3];
    const biased = {
      ...folded,
      'output/weight': new Float32Array(folded['output/weight']!.length),
      'output/bias': Float32Array.from(logits),
    };
    const rows = 6000;
    const made = await createRowMaker(await strict(), shape, biased, [3, 4]);
    const { codes, scalars } = await made.make(consecutive(rows), new Uint8Array(rows), new Int32Array(rows));
    expect(Math.abs(scalars[0]! - 0.46211716)).toBeLessThan(1e-6);
    for (const [s, start, width] of [
      [0, 0, 4],
      [1, 5, 3],
    ] as const) {
      const shares = logits.slice(start, start + width).map((logit) => exp(logit));
      const total = shares.reduce((sum, share) => sum + share, 0);
      const counts = shares.map(() => 0);
      for (let r = 0; r < rows; r++) counts[codes[2 * r + s]!]!++;
      const statistic = shares.reduce((sum, share, k) => {
        const expected = (rows * share) / total;
        return sum + (counts[k]! - expected) ** 2 / expected;
      }, 0);
      expect(gammaQ((width - 1) / 2, statistic / 2)).toBeGreaterThan(1e-4);
    }
  });

  it('draws z from the standard normal', async () => {
    // One block whose output is z₀ where that is above 0, passed on by the output layer into the first scalar.
    const small: SamplerShape = {
      width: 1,
      spans: [{ start: 0, width: 1, activation: 'tanh' }],
      conditionWidth: 0,
      embeddingDim: 1,
      generatorDim: [1],
    };
    const through = {
      '1/weight': Float32Array.of(0),
      '1/bias': Float32Array.of(0),
      'output/weight': Float32Array.of(0, 0.1),
      'output/bias': Float32Array.of(0),
    };
    const rows = 5000;
    const made = await createRowMaker(await strict(), small, through, [5, 6]);
    const { scalars } = await made.make(consecutive(rows), new Uint8Array(rows), null);
    const z = Array.from(scalars, (t) => 5 * Math.log((1 + t) / (1 - t))).sort((a, b) => a - b);
    const distance = Math.max(...z.map((value, i) => Math.abs(normalCdf(value) - (i + 0.5) / rows)));
    // Kolmogorov's distance at a p-value of 1e-4.
    expect(distance).toBeLessThan(2.23 / Math.sqrt(rows));
  });
});
