import { describe, expect, it } from 'vitest';
import { NoConvergenceError } from '../errors/no-convergence-error.js';
import { randomCorrelation } from './fixtures/random-correlation.js';
import { symmetricEigen } from './symmetric-eigen.js';
import { cos } from './trigonometry.js';

/** Largest entry of |A − Σ λ·v·vᵀ| and of |V·Vᵀ − I|. */
const residual = (a: Float64Array, n: number): number => {
  const { values, vectors } = symmetricEigen(a, n);
  let worst = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let rebuilt = 0;
      let product = 0;
      for (let m = 0; m < n; m++) {
        rebuilt += values[m]! * vectors[m * n + i]! * vectors[m * n + j]!;
        product += vectors[i * n + m]! * vectors[j * n + m]!;
      }
      worst = Math.max(worst, Math.abs(rebuilt - a[i * n + j]!), Math.abs(product - (i === j ? 1 : 0)));
    }
    if (i > 0) expect(values[i]).toBeGreaterThanOrEqual(values[i - 1]!);
  }
  return worst;
};

describe('symmetricEigen', () => {
  it('knows the second-difference matrix, whose eigenvalues are 2 − 2 cos(kπ/(n + 1))', () => {
    const n = 40;
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      a[i * n + i] = 2;
      if (i > 0) a[i * n + i - 1] = a[(i - 1) * n + i] = -1;
    }
    const { values } = symmetricEigen(a, n);
    for (let k = 1; k <= n; k++) {
      expect(Math.abs(values[k - 1]! - (2 - 2 * cos((k * Math.PI) / (n + 1))))).toBeLessThan(2e-14);
    }
  });

  it('rebuilds full, low-rank, diagonal, block and repeated matrices from orthonormal vectors', () => {
    expect(residual(randomCorrelation(60, 120, 3), 60)).toBeLessThan(5e-14);
    expect(residual(randomCorrelation(40, 7, 4), 40)).toBeLessThan(5e-14);
    const diagonal = new Float64Array(25);
    for (let i = 0; i < 5; i++) diagonal[i * 6] = [3, -1, 3, 0, 2][i]!;
    expect(residual(diagonal, 5)).toBeLessThan(1e-15);
    const block = Float64Array.of(1, 0.9, 0, 0, 0.9, 1, 0, 0, 0, 0, 1, -0.2, 0, 0, -0.2, 1);
    expect(residual(block, 4)).toBeLessThan(1e-15);
    expect(residual(new Float64Array(100).fill(1), 10)).toBeLessThan(5e-15);
    expect(
      residual(
        randomCorrelation(12, 30, 5).map((v) => v * 1e150),
        12,
      ) / 1e150,
    ).toBeLessThan(5e-14);
  });

  it('takes the empty and the one-entry matrix, and changes nothing it is given', () => {
    expect(symmetricEigen(new Float64Array(0), 0).values.length).toBe(0);
    expect(Array.from(symmetricEigen(Float64Array.of(7), 1).values)).toEqual([7]);
    expect(Array.from(symmetricEigen(Float64Array.of(7), 1).vectors)).toEqual([1]);
    const a = randomCorrelation(5, 9, 6);
    const copy = a.slice();
    symmetricEigen(a, 5);
    expect(a).toEqual(copy);
  });

  it('refuses a matrix that is not finite', () => {
    expect(() => symmetricEigen(Float64Array.of(1, NaN, NaN, 1), 2)).toThrow(NoConvergenceError);
  });
});
