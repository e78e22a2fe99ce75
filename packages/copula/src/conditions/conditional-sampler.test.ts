import {
  bivariateNormalRectangle,
  ConditionTooRareError,
  type EncodedConstraint,
  type FittedMethod,
  ImpossibleConditionError,
  normalInterval,
  normalPdf,
} from '@cvd/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { continuous, discrete, draw, encoded, fit } from '../../test/support/encoded.js';
import { cutInto, gaussianRows, mean, share } from '../../test/support/gaussian.js';

const R = [
  [1, 0.8, 0.5, -0.4],
  [0.8, 1, 0.6, -0.3],
  [0.5, 0.6, 1, 0.2],
  [-0.4, -0.3, 0.2, 1],
];

const between = (column: number, ...intervals: [number, number][]): EncodedConstraint => ({
  kind: 'continuous',
  column,
  intervals: intervals.map(([low, high]) => ({ low, high })),
});
const codes = (column: number, ...allowed: number[]): EncodedConstraint => ({
  kind: 'discrete',
  column,
  codes: allowed,
});

const meets = (constraint: EncodedConstraint, value: number): boolean =>
  constraint.kind === 'discrete'
    ? constraint.codes.includes(value)
    : constraint.intervals.some(({ low, high }) => (value >= low && value < high) || value === low);

let model: FittedMethod;
/** Unconditional rows, by column. */
let rows: number[][];

beforeAll(async () => {
  const [a, b, c, d] = gaussianRows(R, 20_000) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const specs = [continuous('a'), continuous('b'), discrete('c', 4, { ordered: true }), continuous('d')];
  model = await fit(encoded(specs, [a, b, cutInto(c, [-1, 0.2, 1.1]), d]), { defaultMarginal: 'normal' });
  rows = (await draw(model, 300_000, { seed: 77 })).columns.map((values) => Array.from(values));
});

const variance = (x: readonly number[]): number => mean(x.map((v) => v * v)) - mean(x) ** 2;

/** Means, squares and products of all columns agree with those of unconditional rows that happen to meet the conditions. */
const expectSameAsRejection = async (where: readonly EncodedConstraint[]): Promise<void> => {
  const kept = rows[0]!.flatMap((_, i) => (where.every((w) => meets(w, rows[w.column]![i]!)) ? [i] : []));
  const truth = rows.map((values) => kept.map((i) => values[i]!));
  const made = (await draw(model, 30_000, { where })).columns.map((values) => Array.from(values));
  expect(kept.length).toBeGreaterThan(300);
  for (const w of where) expect(made[w.column]!.every((value) => meets(w, value))).toBe(true);
  const features = (t: readonly number[][]): number[][] =>
    t.flatMap((x, i) => [x, ...t.slice(0, i + 1).map((y) => x.map((v, k) => v * y[k]!))]);
  const [expected, got] = [features(truth), features(made)];
  expected.forEach((x, f) => {
    const y = got[f]!;
    // 14 features in 9 cases: 4.5 standard errors of the difference are passed by chance once in a thousand runs.
    const error = Math.sqrt(variance(x) / x.length + variance(y) / y.length);
    expect(Math.abs(mean(x) - mean(y)), `feature ${f}`).toBeLessThan(4.5 * error + 1e-9);
  });
};

describe('rows under conditions have the distribution of unconditional rows that meet them', () => {
  it.each<[string, EncodedConstraint[]]>([
    ['one interval', [between(0, [0.5, 1.5])]],
    ['a tail', [between(3, [1.8, Infinity])]],
    ['a set of categories', [codes(2, 0, 3)]],
    ['two intervals of one column', [between(0, [-2, -1], [0.7, 0.9])]],
    ['a box of two columns', [between(0, [1, Infinity]), between(1, [-Infinity, 0.5])]],
    ['a box of three columns', [between(0, [0, 1]), between(1, [0.5, 2]), between(3, [-0.2, Infinity])]],
    ['a box with categories', [between(0, [0.5, Infinity]), codes(2, 1, 3), between(3, [0, Infinity])]],
    ['everything but a hole', [between(0, [-Infinity, -0.1], [0.1, Infinity]), codes(2, 0, 1, 3)]],
    ['all columns', [between(0, [-1, 1]), between(1, [-1, 1]), codes(2, 1, 2), between(3, [-1, 1])]],
  ])('%s', async (_, where) => {
    await expectSameAsRejection(where);
  });

  it('joins intervals where there are too many to tell apart, and still meets them', async () => {
    const stripes = (column: number): EncodedConstraint =>
      between(column, ...Array.from({ length: 30 }, (_, k): [number, number] => [(k - 15) / 8, (k - 14.5) / 8]));
    await expectSameAsRejection([stripes(0), stripes(1)]);
  });
});

describe('a corner of two columns', () => {
  it('is filled evenly, where one uniform an interval would not do it', async () => {
    // The mean of a given a > 1, b > 1 at correlation .8, by summing over thin strips of a.
    const where = [between(0, [1, Infinity]), between(1, [1, Infinity])];
    const { correlation } = model.describe() as { correlation: { matrix: number[][] } };
    const rho = correlation.matrix[0]![1]!;
    const { marginals } = model.describe() as { marginals: Record<string, { mean: number; sd: number }> };
    const z = (name: string): number => (1 - marginals[name]!.mean) / marginals[name]!.sd;
    const [low, other] = [z('a'), z('b')];
    let mass = 0;
    let moment = 0;
    for (let x = low; x < 7; x += 0.005) {
      const strip = bivariateNormalRectangle(x, x + 0.005, other, Infinity, rho);
      mass += strip;
      moment += strip * (x + 0.0025);
    }
    const truth = marginals.a!.mean + (marginals.a!.sd * moment) / mass;
    const made = Array.from((await draw(model, 40_000, { where })).columns[0]!);
    expect(Math.abs(mean(made) - truth)).toBeLessThan(4.5 * Math.sqrt(variance(made) / made.length));
    // Independent truncated normals would give this, far off.
    const apart =
      marginals.a!.mean +
      marginals.a!.sd * (Math.exp((-low * low) / 2) / Math.sqrt(2 * Math.PI) / normalInterval(low, Infinity));
    expect(Math.abs(apart - truth)).toBeGreaterThan(10 * Math.sqrt(variance(made) / made.length));
  });
});

describe('single values', () => {
  it('come out as they are, and the others follow by regression', async () => {
    const { columns } = await draw(model, 20_000, { where: [between(0, [1.25, 1.25])] });
    expect(columns[0]!.every((value) => value === 1.25)).toBe(true);
    const b = Array.from(columns[1]!);
    // 4.5 standard errors of the mean, and as many of the fitted correlation: (1 − .64)·1.25/√20000 each.
    expect(Math.abs(mean(b) - 0.8 * 1.25)).toBeLessThan(0.03);
    expect(Math.abs(variance(b) - 0.36)).toBeLessThan(0.03);
  });

  it('are chosen from by density', async () => {
    const { columns } = await draw(model, 20_000, { where: [between(0, [0, 0], [1.5, 1.5])] });
    const density = (x: number): number => Math.exp((-x * x) / 2);
    const expected = density(1.5) / (density(0) + density(1.5));
    expect(Math.abs(share(columns[0]!, (value) => value === 1.5) - expected)).toBeLessThan(0.02);
    expect(columns[0]!.every((value) => value === 1.5 || value === 0)).toBe(true);
  });

  it('go together with intervals', async () => {
    const { columns } = await draw(model, 20_000, { where: [between(0, [1, 1]), between(1, [0, 0.5])] });
    expect(columns[0]!.every((value) => value === 1)).toBe(true);
    const inside = columns[1]!;
    expect(inside.every((value) => value >= 0 && value < 0.5)).toBe(true);
    // The mean of N(.8, .6²) cut to [0, .5]; fitted correlations move it by less than .01.
    const [low, high] = [-0.8 / 0.6, (0.5 - 0.8) / 0.6];
    const truth = 0.8 + (0.6 * (normalPdf(low) - normalPdf(high))) / normalInterval(low, high);
    expect(Math.abs(mean(inside) - truth)).toBeLessThan(0.015);
  });

  it('with rows of their own are found in tied columns', async () => {
    const [z] = gaussianRows([[1]], 4000) as [Float64Array];
    const tied = await fit(encoded([continuous('n', { decimals: 0 }), continuous('z')], [z.map(Math.round), z]));
    const { columns } = await draw(tied, 2000, { where: [between(0, [1, 1])] });
    expect(columns[0]!.every((value) => value === 1)).toBe(true);
    expect(share(columns[1]!, (value) => value > 0.4 && value < 1.6)).toBeGreaterThan(0.97);
  });
});

describe('conditions that cannot be met', () => {
  it('are refused as impossible where a column has no such value', async () => {
    const empirical = await fit(
      encoded(
        [continuous('n', { decimals: 0 }), discrete('k', 3)],
        [Float64Array.from({ length: 100 }, (_, i) => (i % 2) * 10), Int32Array.from({ length: 100 }, (_, i) => i % 2)],
      ),
    );
    await expect(draw(empirical, 1, { where: [between(0, [20, Infinity])] })).rejects.toThrow(ImpossibleConditionError);
    await expect(draw(empirical, 1, { where: [between(0, [3, 7])] })).rejects.toThrow(ImpossibleConditionError);
    await expect(draw(empirical, 1, { where: [codes(1, 2)] })).rejects.toThrow(ImpossibleConditionError);
    // n and k determine each other.
    await expect(draw(empirical, 1, { where: [codes(1, 0), between(0, [10, 11])] })).rejects.toThrow(
      ImpossibleConditionError,
    );
  });

  it('are refused as too rare below one row in 10⁹', async () => {
    const rare = [between(0, [2.5, Infinity]), between(1, [-Infinity, -2.5])];
    await expect(draw(model, 1, { where: rare })).rejects.toThrow(ConditionTooRareError);
    await expect(draw(model, 1, { where: [between(0, [6.5, Infinity])] })).rejects.toThrow(ConditionTooRareError);
    await expect(draw(model, 1, { where: [between(0, [3, 3]), between(1, [-3, -3])] })).rejects.toThrow(
      ConditionTooRareError,
    );
  });

  it('but rare ones are met', async () => {
    // About 1.3e-7.
    const { columns } = await draw(model, 200, { where: [between(0, [2, Infinity]), between(1, [-Infinity, -1])] });
    expect(columns[0]!.every((value) => value >= 2)).toBe(true);
    expect(columns[1]!.every((value) => value < -1)).toBe(true);
  });
});

describe('conditions on columns with missing values', () => {
  it('ask for a value that is there', async () => {
    const [x, y] = gaussianRows(
      [
        [1, 0.6],
        [0.6, 1],
      ],
      5000,
    ) as [Float64Array, Float64Array];
    const gone = Int32Array.from(y, (value) => (value > 0.5 ? 1 : 0));
    const specs = [continuous('x', { missing: 'x?' }), discrete('x?', 2, { role: 'missing' }), continuous('y')];
    const holes = await fit(encoded(specs, [x.map((value, i) => (gone[i] ? NaN : value)), gone, y]));
    const some = await draw(holes, 3000, { where: [between(0, [-0.5, Infinity])] });
    expect(some.columns[0]!.every((value) => value >= -0.5)).toBe(true);
    expect(some.columns[1]!.every((code) => code === 0)).toBe(true);
    const none = await draw(holes, 3000, { where: [codes(1, 1)] });
    expect(none.columns[0]!.every(Number.isNaN)).toBe(true);
    expect(mean(none.columns[2]!)).toBeGreaterThan(0.7);
  });
});
