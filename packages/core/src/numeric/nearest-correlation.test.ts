import { describe, expect, it } from 'vitest';
import { choleskyInto } from './cholesky.js';
import { randomCorrelation } from './fixtures/random-correlation.js';
import { nearestCorrelation } from './nearest-correlation.js';
import { symmetricEigen } from './symmetric-eigen.js';

describe('nearestCorrelation', () => {
  it("gives Higham's example to the digits of the paper", () => {
    const a = Float64Array.of(1, 1, 0, 1, 1, 1, 0, 1, 1);
    const { matrix, iterations, distance, converged } = nearestCorrelation(a, 3);
    expect(converged).toBe(true);
    expect(iterations).toBeGreaterThan(1);
    // Higham 2002, section 4: off-diagonal entries 0.7607 and 0.1573.
    expect(matrix[1]).toBeCloseTo(0.7607, 4);
    expect(matrix[2]).toBeCloseTo(0.1573, 4);
    expect(matrix[5]).toBeCloseTo(0.7607, 4);
    expect(distance).toBeCloseTo(0.5278, 4);
  });

  it('gives the one nearest matrix: no step toward another correlation matrix comes nearer', () => {
    const n = 8;
    const a = randomCorrelation(n, 20, 7).map((v, i) => (i % (n + 1) === 0 ? 1 : Math.max(-1, Math.min(1, v * 2.5))));
    const { matrix, distance, converged } = nearestCorrelation(a, n);
    expect(converged).toBe(true);
    expect(distance).toBeGreaterThan(0.1);
    // Variational inequality of a projection: ⟨A − X, Z − X⟩ ≤ 0 for every Z of the set.
    for (let seed = 0; seed < 50; seed++) {
      const z = randomCorrelation(n, n + 2, 100 + seed);
      let inner = 0;
      for (let i = 0; i < n * n; i++) inner += (a[i]! - matrix[i]!) * (z[i]! - matrix[i]!);
      expect(inner).toBeLessThan(1e-6);
    }
  });

  it('makes a matrix that Cholesky takes, symmetric, with unit diagonal and eigenvalues at the floor', () => {
    const n = 60;
    const a = randomCorrelation(n, 30, 8).map((v, i) => (i % (n + 1) === 0 ? 1 : v * 1.3));
    for (const floor of [1e-8, 1e-4]) {
      const { matrix } = nearestCorrelation(a, n, { floor });
      choleskyInto(new Float64Array(n * n), matrix, n);
      expect(symmetricEigen(matrix, n).values[0]).toBeGreaterThan(floor * 0.999);
      for (let i = 0; i < n; i++) {
        expect(matrix[i * n + i]).toBe(1);
        for (let j = 0; j < i; j++) expect(matrix[i * n + j]).toBe(matrix[j * n + i]);
      }
    }
  });

  it('leaves a positive definite correlation matrix as it is', () => {
    const a = randomCorrelation(10, 40, 9);
    const { matrix, iterations, distance } = nearestCorrelation(a, 10);
    expect({ iterations, distance }).toEqual({ iterations: 0, distance: 0 });
    expect(matrix).toEqual(a);
  });

  it('says when it stopped before its tolerance, with a valid matrix all the same', () => {
    const a = Float64Array.of(1, 1, 0, 1, 1, 1, 0, 1, 1);
    const { matrix, iterations, converged } = nearestCorrelation(a, 3, { maxIterations: 2 });
    expect({ iterations, converged }).toEqual({ iterations: 2, converged: false });
    choleskyInto(new Float64Array(9), matrix, 3);
  });
});
