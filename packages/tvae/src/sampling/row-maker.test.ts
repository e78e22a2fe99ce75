import { createRandomSource, exp, gammaQ, normalCdf } from '@cvd/core';
import { type Backend, createReferenceBackend, createWasmBackend, type Snapshot } from '@cvd/engine';
import { describe, expect, it } from 'vitest';
import { firstWeights } from '../network/first-weights.js';
import { shapeOf } from '../network/shape.js';
import type { CategorySampling } from '../options.js';
import { createRowMaker } from './row-maker.js';

const shape = shapeOf(
  {
    width: 9,
    spans: [
      { start: 0, width: 4, activation: 'softmax' },
      { start: 4, width: 1, activation: 'tanh' },
      { start: 5, width: 3, activation: 'softmax' },
      { start: 8, width: 1, activation: 'tanh' },
    ],
  },
  { embeddingDim: 6, compressDims: [5], decompressDims: [7, 5] },
);

const drawn: Snapshot = firstWeights(shape, createRandomSource(1));

/** A decoder that gives these logits for any code. */
const constant = (logits: readonly number[], sigma: readonly number[]): Snapshot => ({
  ...drawn,
  'decoder/output/weight': { dtype: 'F32', shape: [5, 9], data: new Float32Array(5 * 9) },
  'decoder/output/bias': { dtype: 'F32', shape: [1, 9], data: Float32Array.from(logits) },
  'decoder/sigma': { dtype: 'F32', shape: [1, 2], data: Float32Array.from(sigma) },
});

/** Column `c` of row-major values. */
const columnOf = <T extends Int32Array | Float32Array>(values: T, c: number): T =>
  values.filter((_, i) => i % 2 === c) as T;

/** The same attempt for every row. */
const attempt = (rows: number, number = 0): Float64Array => new Float64Array(rows).fill(number);

const consecutive = (rows: number, start = 0): Float64Array => Float64Array.from({ length: rows }, (_, i) => start + i);

const backends: readonly [string, () => Backend | Promise<Backend>][] = [
  ['reference', createReferenceBackend],
  ['wasm, strict', () => createWasmBackend({ build: 'strict' })],
];

describe.each(backends)('createRowMaker on %s', (_, create) => {
  const maker = async (weights: Snapshot, sampling: CategorySampling = 'softmax') =>
    createRowMaker(await create(), shape, sampling, weights, [11, 12]);

  it('makes each row from its index and the attempt, whatever stands beside it', async () => {
    const made = await maker(drawn);
    const rows = consecutive(300, 2 ** 32 - 150);
    const whole = await made.make(rows, attempt(300, 3));
    // The large routine and the small one, backwards, and one by one.
    const places = [299, 0, 150, 149, 7];
    const some = await made.make(
      Float64Array.from(places, (place) => rows[place]!),
      attempt(5, 3),
    );
    for (const [k, place] of places.entries()) {
      const row = (values: Int32Array | Float32Array, at: number) => [...values.subarray(2 * at, 2 * at + 2)];
      expect(row(some.codes, k)).toEqual(row(whole.codes, place));
      expect(row(some.scalars, k)).toEqual(row(whole.scalars, place));
    }
    expect((await made.make(rows, attempt(300, 4))).scalars).not.toEqual(whole.scalars);
    expect((await made.make(consecutive(300), attempt(300, 3))).scalars).not.toEqual(whole.scalars);
    expect(new Set(whole.scalars).size).toBe(600);
  });

  it('makes rows of several attempts at a time, the same as one by one', async () => {
    const made = await maker(drawn);
    const attempts = [0, 1, 2047, 2048, 5000, 10_000, 2 ** 34];
    const rows = 2 ** 52 + 3;
    const all = await made.make(new Float64Array(attempts.length).fill(rows), attempts);
    expect(new Set(all.scalars).size).toBe(2 * attempts.length);
    for (const [k, number] of attempts.entries()) {
      const { scalars } = await made.make(Float64Array.of(rows), [number]);
      expect(scalars).toEqual(all.scalars.slice(2 * k, 2 * k + 2));
    }
  });

  it('draws categories by their softmax', async () => {
    const logits = [0.3, -1, 1.2, 0, 0.5, -2, 0, 2, -3];
    const rows = 4000;
    const table = await (await maker(constant(logits, [0.1, 0.1]))).make(consecutive(rows), attempt(rows));
    for (const [c, [start, width]] of [
      [0, 4],
      [5, 3],
    ].entries()) {
      const weights = logits.slice(start!, start! + width!).map((logit) => exp(logit));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const counts = new Float64Array(width!);
      for (const code of columnOf(table.codes, c)) counts[code]!++;
      const statistic = weights.reduce((sum, weight, k) => {
        const expected = (rows * weight) / total;
        return sum + (counts[k]! - expected) ** 2 / expected;
      }, 0);
      expect(gammaQ((width! - 1) / 2, statistic / 2)).toBeGreaterThan(1e-4);
    }
  });

  it('takes the likeliest category with argmax, of logits far beyond where tanh is 1', async () => {
    const table = await (await maker(constant([30, 60, 90, 89, 0, 50, 41, 0, 0], [0.1, 0.1]), 'argmax')).make(
      consecutive(50),
      attempt(50),
    );
    expect(new Set(columnOf(table.codes, 0))).toEqual(new Set([2]));
    expect(new Set(columnOf(table.codes, 1))).toEqual(new Set([0]));
  });

  it('draws scalars from the normal of the decoder, brought into [−1, 1]', async () => {
    const rows = 4000;
    const table = await (await maker(constant([0, 0, 0, 0, 0.5, 0, 0, 0, 3], [0.2, 0.01]))).make(
      consecutive(rows),
      attempt(rows),
    );
    const mean = Math.tanh(0.5);
    const [first, second] = [columnOf(table.scalars, 0), columnOf(table.scalars, 1)];
    expect(first.every((value) => value >= -1 && value <= 1)).toBe(true);
    // Shares below some points, within four standard errors.
    for (const point of [0.2, 0.4, 0.5, 0.7, 0.99]) {
      const expected = normalCdf((point - mean) / 0.2);
      const share = first.filter((value) => value < point).length / rows;
      expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / rows));
    }
    const atEnd = second.filter((value) => value === 1).length / rows;
    const beyond = 1 - normalCdf((1 - Math.tanh(3)) / 0.01);
    expect(Math.abs(atEnd - beyond)).toBeLessThan(4 * Math.sqrt((beyond * (1 - beyond)) / rows));
  });

  it('takes other weights', async () => {
    const made = await maker(drawn);
    made.setWeights(constant([0, 0, 90, 0, 0, 0, 0, 0, 0], [0.1, 0.1]));
    expect(new Set(columnOf((await made.make(consecutive(20), attempt(20))).codes, 0))).toEqual(new Set([2]));
  });
});
