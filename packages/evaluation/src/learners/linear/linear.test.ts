import { createRandomSource, type TreeFeature } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { fitLogisticRegression } from './logistic-regression.js';
import { fitRidgeRegression } from './ridge-regression.js';

const random = createRandomSource(8);

/** A category of `size` values for each row, and a number. */
const featuresOf = (rows: number, size: number): readonly TreeFeature[] => [
  {
    kind: 'category',
    codes: Int32Array.from({ length: rows }, (_, row) => Math.floor(size * random.child('code').uniform(row))),
    size,
  },
  { kind: 'number', values: Float64Array.from({ length: rows }, (_, row) => random.child('number').uniform(row)) },
];

/** The slope of the penalised loss at what was found, from its definition; 0 at the minimum. */
const ridgeSlope = (
  features: readonly TreeFeature[],
  y: Float64Array,
  told: Float64Array,
  code: number,
  weight: number,
) => {
  const { codes } = features[0] as { codes: Int32Array };
  return codes.reduce((sum, own, row) => (own === code ? sum + told[row]! - y[row]! : sum), weight);
};

describe('linear models', () => {
  it('reach the minimum with more coefficients than are factored', async () => {
    const features = featuresOf(4000, 1500);
    const { codes } = features[0] as { codes: Int32Array };
    const y = Float64Array.from(codes, (code, row) => (code % 7) + random.child('noise').uniform(row));
    const { model, predict } = await fitRidgeRegression(features, { kind: 'numbers', values: y }, { tolerance: 1e-12 });
    expect(model.terms.length).toBeGreaterThan(1000);
    expect(model.converged).toBe(true);
    const told = predict(features);
    for (const [i, { kind, code }] of model.terms.entries())
      if (kind === 'category')
        expect(Math.abs(ridgeSlope(features, y, told, code!, model.coefficients[0]![i]!))).toBeLessThan(1e-6);
    const classes = { kind: 'classes', codes: codes.map((code) => Number(code % 7 > 3)), size: 2 } as const;
    const logistic = await fitLogisticRegression(features, classes);
    expect(logistic.model.converged).toBe(true);
  });

  it('shrink with the penalty, and leave the mean to the intercept', async () => {
    const features = featuresOf(500, 4);
    const y = Float64Array.from((features[1] as { values: Float64Array }).values, (value) => 1e6 + 5 * value);
    const { model } = await fitRidgeRegression(features, { kind: 'numbers', values: y }, { l2: 1e9 });
    expect(Math.max(...model.coefficients[0]!.map(Math.abs))).toBeLessThan(1e-3);
    expect(model.intercepts[0]! / (y.reduce((sum, value) => sum + value, 0) / 500)).toBeCloseTo(1, 9);
  });

  it('has no term for a constant, and takes unknown categories and infinities for what they are: unknown', async () => {
    const constant: TreeFeature = { kind: 'number', values: new Float64Array(500).fill(0.1) };
    const features = [...featuresOf(500, 4), constant];
    const target = { kind: 'classes', codes: Int32Array.from({ length: 500 }, (_, row) => row % 2), size: 2 } as const;
    const { model, probabilities } = await fitLogisticRegression(features, target);
    expect(model.terms.some(({ feature }) => feature === 2)).toBe(false);
    const unknown: readonly TreeFeature[] = [
      { kind: 'category', codes: Int32Array.of(9, -1), size: 10 },
      { kind: 'number', values: Float64Array.of(Infinity, Number.NaN) },
      { kind: 'number', values: Float64Array.of(5, Number.NaN) },
    ];
    const bare = 1 / (1 + Math.exp(-model.intercepts[0]!));
    for (const p of probabilities(unknown)[1]!) expect(p).toBeCloseTo(bare, 12);
  });

  it('refuses a penalty that leaves the minimum open', async () => {
    const target = { kind: 'classes', codes: Int32Array.of(0, 1), size: 2 } as const;
    await expect(fitLogisticRegression(featuresOf(2, 2), target, { l2: 0 })).rejects.toMatchObject({
      code: 'CVD_INVALID_OPTION',
      option: 'l2',
    });
  });

  it('says when it did not converge', async () => {
    const features = featuresOf(300, 4);
    const target = {
      kind: 'classes',
      codes: Int32Array.from({ length: 300 }, (_, row) => Number(row < 40)),
      size: 2,
    } as const;
    expect(
      (await fitLogisticRegression(features, target, { maxIterations: 1, tolerance: 1e-14 })).model.converged,
    ).toBe(false);
  });
});
