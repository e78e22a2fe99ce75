import { asin, bivariateNormalRectangle } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { latentCorrelation, scoredColumn } from './latent-correlation.js';
import { type Steps, stepsOf } from './steps.js';

/** Correlation of two columns' scores under the bivariate normal, cell by cell. */
const scoreCorrelation = (a: Steps, b: Steps, rho: number): number => {
  const ends = (steps: Steps): number[] => [-Infinity, ...steps.cuts, Infinity];
  const [x, y] = [ends(a), ends(b)];
  let product = 0;
  a.scores.forEach((s, i) => {
    b.scores.forEach((t, j) => {
      product += s * t * bivariateNormalRectangle(x[i]!, x[i + 1]!, y[j]!, y[j + 1]!, rho);
    });
  });
  const variance = (steps: Steps, at: number[]): number =>
    steps.scores.reduce(
      (sum, s, i) => sum + s * s * bivariateNormalRectangle(at[i]!, at[i + 1]!, -Infinity, Infinity, 0),
      0,
    );
  return product / Math.sqrt(variance(a, x) * variance(b, y));
};

const binary = stepsOf(Float64Array.of(0.9, 0.1));
const median = stepsOf(Float64Array.of(1, 1));
const ordinal = stepsOf(Float64Array.of(5, 1, 3, 11));
const fine = stepsOf(new Float64Array(200).fill(1));
const withAtom = stepsOf(Float64Array.from({ length: 101 }, (_, k) => (k === 0 ? 150 : 1)));

describe('latentCorrelation', () => {
  it.each([-0.99, -0.9, -0.5, -0.1, 0, 0.3, 0.6, 0.89, 0.97])('inverts the arcsine law of two halves at %f', (rho) => {
    const column = scoredColumn(median);
    const found = latentCorrelation(column, column, (2 / Math.PI) * asin(rho));
    expect(Math.abs(found - rho)).toBeLessThan(Math.abs(rho) < 0.9 ? 1e-5 : 1e-3);
  });

  const pairs: [string, Steps, Steps][] = [
    ['two 10 % binaries', binary, binary],
    ['binary and ordinal', binary, ordinal],
    ['binary and fine', binary, fine],
    ['ordinal and atom', ordinal, withAtom],
    ['fine and atom', fine, withAtom],
  ];
  it.each(pairs)('gives back the correlation from which the scores of %s came', (_, a, b) => {
    for (const rho of [-0.85, -0.4, 0.2, 0.6, 0.85, 0.95]) {
      const found = latentCorrelation(scoredColumn(a), scoredColumn(b), scoreCorrelation(a, b, rho));
      expect(Math.abs(found - rho), `at ${rho}`).toBeLessThan(Math.abs(rho) < 0.9 ? 1e-5 : 1e-3);
    }
  });

  it('is 1 or −1 for columns that determine each other, also at different fineness', () => {
    const coarse = stepsOf(Float64Array.of(80, 20, 100));
    expect(latentCorrelation(scoredColumn(fine), scoredColumn(fine), 1)).toBe(1);
    expect(latentCorrelation(scoredColumn(ordinal), scoredColumn(stepsOf(Float64Array.of(11, 3, 1, 5))), -1)).toBe(-1);
    const most = scoreCorrelation(coarse, fine, 1 - 1e-15);
    expect(latentCorrelation(scoredColumn(coarse), scoredColumn(fine), most)).toBe(1);
  });

  it('does not tie columns together that change far apart', () => {
    const half = stepsOf(Float64Array.of(1, 1));
    // No rare row without the common one: the least a .93 correlation would show in 10,000 rows.
    const found = latentCorrelation(
      scoredColumn(binary),
      scoredColumn(half),
      scoreCorrelation(binary, half, 1 - 1e-15),
    );
    expect(found).toBeGreaterThan(0.9);
    expect(found).toBeLessThan(0.95);
  });

  it('is 0 where a column does not vary', () => {
    const constant = scoredColumn(stepsOf(Float64Array.of(3)));
    expect(latentCorrelation(constant, scoredColumn(binary), 0.4)).toBe(0);
    expect(latentCorrelation(scoredColumn(binary), scoredColumn(stepsOf(Float64Array.of(0, 2, 0))), 0.4)).toBe(0);
  });
});
