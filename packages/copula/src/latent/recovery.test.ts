import { bivariateNormalRectangle, exp, normalQuantile } from '@cvd/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { continuous, discrete, draw, encoded, fit } from '../../test/support/encoded.js';
import { cutInto, gaussianRows, mean, share } from '../../test/support/gaussian.js';

/** Two binaries of 10 %, an ordinal of four, two skewed numerics, one of them half zeros. */
const TRUTH = [
  [1, 0.6, 0.4, 0.3, -0.25],
  [0.6, 1, 0.2, 0.5, 0.1],
  [0.4, 0.2, 1, -0.45, 0.35],
  [0.3, 0.5, -0.45, 1, 0],
  [-0.25, 0.1, 0.35, 0, 1],
];
const CUT = -normalQuantile(0.1);
const ROWS = 60_000;
const PARTS = 30;
const specs = [
  discrete('rare', 2),
  discrete('rare too', 2),
  discrete('grade', 4, { ordered: true }),
  continuous('income'),
  continuous('gain', { decimals: 2 }),
];

type Matrix = readonly (readonly number[])[];
const correlations = async (
  from: number,
  to: number,
  columns: readonly (Float64Array | Int32Array)[],
): Promise<Matrix> => {
  const model = await fit(
    encoded(
      specs,
      columns.map((values) => values.slice(from, to)),
    ),
  );
  return (model.describe().correlation as { matrix: Matrix }).matrix;
};

describe('a known Gaussian copula', () => {
  let columns: (Float64Array | Int32Array)[];
  beforeAll(() => {
    const [a, b, c, d, e] = gaussianRows(TRUTH, ROWS) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    columns = [
      cutInto(a, [CUT]),
      cutInto(b, [CUT]),
      cutInto(c, [-0.8, 0.3, 1.2]),
      d.map((z) => exp(1.5 * z)),
      e.map((z) => (z < 0 ? 0 : Math.round(100 * exp(z)) / 100)),
    ];
  });

  it('comes back with every correlation within 4 standard errors', async () => {
    const whole = await correlations(0, ROWS, columns);
    // Standard errors from the spread over separate thirtieths of the rows; they fall with the root of the rows.
    const parts: Matrix[] = [];
    for (let p = 0; p < PARTS; p++)
      parts.push(await correlations((p * ROWS) / PARTS, ((p + 1) * ROWS) / PARTS, columns));
    TRUTH.forEach((row, i) => {
      row.forEach((rho, j) => {
        if (j >= i) return;
        const values = parts.map((matrix) => matrix[i]![j]!);
        const centre = mean(values);
        const error = Math.sqrt(values.reduce((sum, v) => sum + (v - centre) ** 2, 0) / (PARTS - 1) / PARTS);
        expect(error).toBeLessThan(0.015);
        expect(Math.abs(whole[i]![j]! - rho), `${i}, ${j}: ${whole[i]![j]}`).toBeLessThan(4 * error);
      });
    });
  });

  it('gives both rare codes as often as the truth has it', async () => {
    const model = await fit(encoded(specs, columns));
    const n = 60_000;
    const { columns: made } = await draw(model, n);
    const both = bivariateNormalRectangle(CUT, Infinity, CUT, Infinity, 0.6);
    const found = share(made[0]!, (code, i) => code === 1 && made[1]![i] === 1);
    // Sampling error of the rows fitted and of the rows drawn.
    const error = Math.sqrt(both * (1 - both) * (1 / ROWS + 1 / n));
    expect(Math.abs(found - both)).toBeLessThan(4 * error);
    expect(both).toBeGreaterThan(0.035);
  });
});
