import type { EncodedConstraint } from '@cvd/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { continuous, discrete, draw, encoded, fit } from '../../test/support/encoded.js';
import { cutInto, gaussianRows, mean } from '../../test/support/gaussian.js';

const R = [
  [1, 0.8, 0.5, -0.4],
  [0.8, 1, 0.6, -0.3],
  [0.5, 0.6, 1, 0.2],
  [-0.4, -0.3, 0.2, 1],
] as const;

type Model = Awaited<ReturnType<typeof fit>>;
let model: Model;

beforeAll(async () => {
  const [a, b, c, d] = gaussianRows(R, 20_000) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const specs = [continuous('a'), continuous('b'), discrete('c', 4, { ordered: true }), continuous('d')];
  model = await fit(encoded(specs, [a, b, cutInto(c, [-1, 0.2, 1.1]), d]));
});

const meets = (constraint: EncodedConstraint, value: number): boolean =>
  constraint.kind === 'discrete'
    ? constraint.codes.includes(value)
    : constraint.intervals.some(({ low, high }) => (value >= low && value < high) || value === low);

/** Rows of the model that happen to meet the constraints: the distribution that conditional rows must have. */
const rejected = async (where: readonly EncodedConstraint[], rows = 400_000): Promise<number[][]> => {
  const { columns } = await draw(model, rows, { seed: 77 });
  const kept = Array.from({ length: rows }, (_, i) => i).filter((i) =>
    where.every((constraint) => meets(constraint, columns[constraint.column]![i]!)),
  );
  return columns.map((values) => kept.map((i) => values[i]!));
};

const sd = (x: readonly number[]): number => Math.sqrt(mean(x.map((v) => v * v)) - mean(x) ** 2);

/** First and second moments and products of all columns agree within 4.5 standard errors of their difference. */
const expectSameDistribution = async (where: readonly EncodedConstraint[]): Promise<void> => {
  const truth = await rejected(where);
  const n = 40_000;
  const { columns } = await draw(model, n, { where });
  const made = columns.map((values) => Array.from(values));
  expect(truth[0]!.length).toBeGreaterThan(500);
  for (const constraint of where)
    expect(made[constraint.column]!.every((value) => meets(constraint, value))).toBe(true);
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j <= i; j++) {
      const parts = [truth, made].map((t) => [t[i]!, t[i]!.map((v) => v * v), t[i]!.map((v, k) => v * t[j]![k]!)]);
      for (let m = 0; m < 3; m++) {
        const [x, y] = [parts[0]![m]!, parts[1]![m]!];
        const error = Math.sqrt(sd(x) ** 2 / x.length + sd(y) ** 2 / y.length);
        expect(Math.abs(mean(x) - mean(y)), `columns ${i}, ${j}, moment ${m}`).toBeLessThan(4.5 * error + 1e-9);
      }
    }
  }
};

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

describe('conditional rows have the distribution of unconditional rows that meet the conditions', () => {
  it.each<[string, EncodedConstraint[]]>([
    ['one interval', [between(0, [0.5, 1.5])]],
    ['a tail', [between(3, [1.8, Infinity])]],
    ['a set of categories', [codes(2, 0, 3)]],
    ['two intervals of one column', [between(0, [-2, -1], [0.7, 0.9])]],
    ['a box of two columns', [between(0, [1, Infinity]), between(1, [-Infinity, 0.5])]],
    ['a box of three columns', [between(0, [0, 1]), between(1, [0.5, 2]), between(3, [-0.2, Infinity])]],
    [
      'a box of three columns with categories',
      [between(0, [0.5, Infinity]), codes(2, 1, 3), between(3, [0, Infinity])],
    ],
    ['everything but a hole', [between(0, [-Infinity, -0.1], [0.1, Infinity]), codes(2, 0, 1, 3)]],
    ['all columns', [between(0, [-1, 1]), between(1, [-1, 1]), codes(2, 1, 2), between(3, [-1, 1])]],
  ])('%s', async (_, where) => {
    await expectSameDistribution(where);
  });
});
