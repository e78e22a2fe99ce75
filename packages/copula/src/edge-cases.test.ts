import type { EncodedColumnSpec, EncodedValues } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { continuous, discrete, draw, encoded, fit } from '../test/support/encoded.js';
import { gaussianRows } from '../test/support/gaussian.js';

const made = async (specs: EncodedColumnSpec[], columns: EncodedValues[], rows = 200) =>
  (await draw(await fit(encoded(specs, columns)), rows)).columns;

describe('tables at the edge', () => {
  it('no columns', async () => {
    expect(await made([], [])).toEqual([]);
  });

  it('one row', async () => {
    const columns = await made([continuous('x'), discrete('k', 3)], [Float64Array.of(2.5), Int32Array.of(1)]);
    expect(columns[0]!.every((value) => value === 2.5)).toBe(true);
    expect(columns[1]!.every((code) => code === 1)).toBe(true);
  });

  it('two rows', async () => {
    const [x] = await made([continuous('x')], [Float64Array.of(1, 9)]);
    expect(x!.every((value) => value === 1 || value === 9)).toBe(true);
  });

  it('constants among others', async () => {
    const n = 100;
    const columns = await made(
      [continuous('c'), discrete('one', 1), discrete('k', 4), continuous('x')],
      [
        new Float64Array(n).fill(7),
        new Int32Array(n),
        Int32Array.from({ length: n }, () => 2),
        Float64Array.from({ length: n }, (_, i) => i),
      ],
    );
    expect(columns[0]!.every((value) => value === 7)).toBe(true);
    expect(columns[1]!.every((code) => code === 0)).toBe(true);
    expect(columns[2]!.every((code) => code === 2)).toBe(true);
    expect(new Set(columns[3]).size).toBeGreaterThan(100);
  });

  it('nothing but missing values', async () => {
    const columns = await made(
      [continuous('x', { missing: 'x?' }), discrete('x?', 2, { role: 'missing' }), discrete('k', 2)],
      [new Float64Array(50).fill(NaN), new Int32Array(50).fill(1), Int32Array.from({ length: 50 }, (_, i) => i & 1)],
    );
    expect(columns[0]!.every(Number.isNaN)).toBe(true);
  });

  it('missing values and no column that says so', async () => {
    const [x] = await made([continuous('x')], [Float64Array.of(1, NaN, 3, NaN, 5)]);
    expect(x!.every((value) => value >= 1 && value <= 5)).toBe(true);
  });

  it('categories that never occur do not come out', async () => {
    const [k] = await made([discrete('k', 6)], [Int32Array.from({ length: 90 }, (_, i) => [1, 3, 4][i % 3]!)], 3000);
    expect(new Set(k)).toEqual(new Set([1, 3, 4]));
  });

  it('huge and tiny numbers', async () => {
    const values = Float64Array.of(-1e300, -1, 0, 1e-300, 1, 1e300, 5e-324, 2 ** 53);
    for (const defaultMarginal of ['auto', 'empirical', 'normal', 'uniform'] as const) {
      const model = await fit(
        encoded([continuous('x'), discrete('k', 2)], [values, Int32Array.from(values, (_, i) => i & 1)]),
        { defaultMarginal },
      );
      const [x] = (await draw(model, 500)).columns;
      expect(x!.every(Number.isFinite), defaultMarginal).toBe(true);
    }
  });

  it('the same column many times over', async () => {
    const [z] = gaussianRows([[1]], 500) as [Float64Array];
    const copies = Array.from({ length: 12 }, (_, c) => z.map((value) => (c % 2 ? -3 : 2) * value + c));
    const columns = await made(
      copies.map((_, c) => continuous(`x${c}`)),
      copies,
    );
    columns[0]!.forEach((value, i) => {
      expect(columns[1]![i]).toBeCloseTo(-1.5 * value + 1, 6);
      expect(columns[10]![i]).toBeCloseTo(value + 10, 6);
    });
  });

  it('10,000 categories', async () => {
    const n = 30_000;
    const k = Int32Array.from({ length: n }, (_, i) => (i * 7919) % 10_000);
    const columns = await made(
      [discrete('k', 10_000), continuous('x'), discrete('l', 10_000)],
      [k, Float64Array.from(k, (code) => code % 97), k],
      5000,
    );
    expect(new Set(columns[0]).size).toBeGreaterThan(3500);
  });

  it('more columns than rows', async () => {
    const columns = Array.from({ length: 60 }, (_, c) =>
      Float64Array.from({ length: 20 }, (_, i) => ((i * (c + 3)) % 19) + (i % 5) * c),
    );
    const out = await made(
      columns.map((_, c) => continuous(`x${c}`)),
      columns,
      50,
    );
    expect(out.length).toBe(60);
    expect(out.every((values) => values.every(Number.isFinite))).toBe(true);
  });
});
