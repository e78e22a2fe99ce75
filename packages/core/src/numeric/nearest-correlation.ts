import { NotPositiveDefiniteError } from '../errors/not-positive-definite-error.js';
import { choleskyInto } from './cholesky.js';
import { symmetricEigen } from './symmetric-eigen.js';

export interface NearestCorrelationOptions {
  /** Smallest eigenvalue of the result, 0 < floor < 1. @default 1e-8 */
  readonly floor?: number;
  /** Largest change of an entry in one iteration at which the iteration ends. @default 1e-10 */
  readonly tolerance?: number;
  /** @default 1000 */
  readonly maxIterations?: number;
}

export interface NearestCorrelation {
  /** (n × n) row-major, symmetric, unit diagonal, eigenvalues ≥ floor but for rounding: its Cholesky factor exists. */
  readonly matrix: Float64Array;
  /** Whether the tolerance was reached; if not, the matrix is valid but not quite the nearest. */
  readonly converged: boolean;
  /** Alternating projections made; 0 if the matrix given was positive definite already. */
  readonly iterations: number;
  /** Frobenius norm of the difference from the matrix given (its symmetric part). */
  readonly distance: number;
}

/** Writes the projection on the matrices of eigenvalues ≥ floor. */
const raiseEigenvaluesInto = (out: Float64Array, a: Float64Array, n: number, floor: number): void => {
  const { values, vectors } = symmetricEigen(a, n);
  out.set(a);
  for (let m = 0; m < n && values[m]! < floor; m++) {
    const lift = floor - values[m]!;
    const u = vectors.subarray(m * n, (m + 1) * n);
    for (let i = 0; i < n; i++) {
      const c = lift * u[i]!;
      for (let j = 0; j <= i; j++) out[i * n + j]! += c * u[j]!;
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) out[j * n + i] = out[i * n + j]!;
};

const symmetricPart = (a: Float64Array, n: number): Float64Array => {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) out[i * n + j] = out[j * n + i] = (a[i * n + j]! + a[j * n + i]!) / 2;
  }
  return out;
};

const isCorrelationAbove = (a: Float64Array, n: number, floor: number): boolean => {
  const shifted = a.slice();
  for (let i = 0; i < n; i++) {
    if (a[i * n + i] !== 1) return false;
    shifted[i * n + i] = 1 - floor;
  }
  try {
    choleskyInto(shifted, shifted, n);
    return true;
  } catch (error) {
    if (error instanceof NotPositiveDefiniteError) return false;
    throw error;
  }
};

/**
 * The correlation matrix nearest to a symmetric one in the Frobenius norm, with eigenvalues of at least `floor`, by
 * alternating projections with Dykstra's correction. A matrix that is one already comes back unchanged, bit for bit.
 * @param a - (n × n) row-major, finite; its symmetric part is taken; not changed
 * @throws {NoConvergenceError} for entries that are not finite
 * Source: Higham, "Computing the nearest correlation matrix: a problem from finance", IMA J. Numer. Anal. 22 (2002);
 * the floor as in Higham's later note on positive definite solutions (cone shifted by floor·I).
 */
export const nearestCorrelation = (
  a: Float64Array,
  n: number,
  { floor = 1e-8, tolerance = 1e-10, maxIterations = 1000 }: NearestCorrelationOptions = {},
): NearestCorrelation => {
  const given = symmetricPart(a, n);
  // Cholesky of a − floor·I exists exactly when every eigenvalue is above the floor.
  if (isCorrelationAbove(given, n, floor)) return { matrix: given, converged: true, iterations: 0, distance: 0 };
  const x = given.slice();
  const correction = new Float64Array(n * n);
  const raised = new Float64Array(n * n);
  const r = new Float64Array(n * n);
  let change = Infinity;
  let iterations = 0;
  while (change > tolerance && iterations < maxIterations) {
    iterations++;
    change = 0;
    for (let i = 0; i < r.length; i++) r[i] = x[i]! - correction[i]!;
    raiseEigenvaluesInto(raised, r, n, floor);
    for (let i = 0; i < r.length; i++) {
      correction[i] = raised[i]! - r[i]!;
      const next = i % (n + 1) === 0 ? 1 : raised[i]!;
      change = Math.max(change, Math.abs(next - x[i]!));
      x[i] = next;
    }
  }
  const matrix = withUnitDiagonal(x, n, floor);
  let sum = 0;
  for (let i = 0; i < r.length; i++) sum += (matrix[i]! - given[i]!) ** 2;
  return { matrix, converged: change <= tolerance, iterations, distance: Math.sqrt(sum) };
};

/**
 * The iterate has a unit diagonal but may miss the floor by the tolerance: raise its eigenvalues once more and scale to
 * a unit diagonal, which changes entries by no more than that tolerance.
 */
const withUnitDiagonal = (x: Float64Array, n: number, floor: number): Float64Array => {
  const out = new Float64Array(n * n);
  raiseEigenvaluesInto(out, x, n, floor);
  const scale = Float64Array.from({ length: n }, (_, i) => Math.sqrt(out[i * n + i]!));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) out[i * n + j] = out[j * n + i] = out[i * n + j]! / (scale[i]! * scale[j]!);
    out[i * n + i] = 1;
  }
  return out;
};
