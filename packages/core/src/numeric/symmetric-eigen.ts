import { NoConvergenceError } from '../errors/no-convergence-error.js';

const ITERATIONS_PER_VALUE = 60;

/**
 * Householder reduction: turns `v` (symmetric, n × n row-major) into the product of the reflections, with the
 * tridiagonal form's diagonal in `d` and its subdiagonal in `e[1…n−1]`.
 */
const tridiagonalise = (v: Float64Array, d: Float64Array, e: Float64Array, n: number): void => {
  for (let i = n - 1; i > 0; i--) {
    const row = v.subarray(i * n, i * n + i);
    let scale = 0;
    for (let k = 0; k < i; k++) scale += Math.abs(row[k]!);
    let h = 0;
    if (i === 1 || scale === 0) {
      e[i] = row[i - 1]!;
    } else {
      for (let k = 0; k < i; k++) {
        row[k]! /= scale;
        h += row[k]! * row[k]!;
      }
      const f = row[i - 1]!;
      const g = f >= 0 ? -Math.sqrt(h) : Math.sqrt(h);
      e[i] = scale * g;
      h -= f * g;
      row[i - 1] = f - g;
      // p = A·u/h in e, kept for the update A ← A − u·qᵀ − q·uᵀ.
      let uDotP = 0;
      e.fill(0, 0, i);
      for (let j = 0; j < i; j++) {
        const uj = row[j]!;
        const base = j * n;
        let sum = v[base + j]! * uj;
        for (let k = 0; k < j; k++) {
          sum += v[base + k]! * row[k]!;
          e[k]! += v[base + k]! * uj;
        }
        e[j]! += sum;
      }
      for (let j = 0; j < i; j++) {
        v[j * n + i] = row[j]! / h;
        e[j]! /= h;
        uDotP += e[j]! * row[j]!;
      }
      const half = uDotP / (h + h);
      for (let j = 0; j < i; j++) {
        const base = j * n;
        const uj = row[j]!;
        const q = (e[j]! -= half * uj);
        for (let k = 0; k <= j; k++) v[base + k]! -= uj * e[k]! + q * row[k]!;
      }
    }
    d[i] = h;
  }
  d[0] = 0;
  e[0] = 0;
  // Multiply the reflections together, smallest first.
  const sums = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    if (d[i] !== 0) {
      sums.fill(0, 0, i);
      for (let k = 0; k < i; k++) {
        const u = v[i * n + k]!;
        for (let j = 0; j < i; j++) sums[j]! += u * v[k * n + j]!;
      }
      for (let k = 0; k < i; k++) {
        const u = v[k * n + i]!;
        for (let j = 0; j < i; j++) v[k * n + j]! -= sums[j]! * u;
      }
    }
    d[i] = v[i * n + i]!;
    v[i * n + i] = 1;
    for (let j = 0; j < i; j++) {
      v[j * n + i] = 0;
      v[i * n + j] = 0;
    }
  }
};

/** Implicit QL with Wilkinson's shift on the tridiagonal form; `vt` holds eigenvectors as rows and is turned along. */
const diagonalise = (d: Float64Array, e: Float64Array, vt: Float64Array, n: number): void => {
  e.copyWithin(0, 1, n);
  e[n - 1] = 0;
  for (let l = 0; l < n; l++) {
    for (let iteration = 0; ; iteration++) {
      let m = l;
      for (; m < n - 1; m++) {
        const size = Math.abs(d[m]!) + Math.abs(d[m + 1]!);
        if (Math.abs(e[m]!) + size === size) break;
      }
      if (m === l) break;
      if (iteration === ITERATIONS_PER_VALUE) throw new NoConvergenceError('symmetricEigen', ITERATIONS_PER_VALUE);
      let g = (d[l + 1]! - d[l]!) / (2 * e[l]!);
      let r = Math.sqrt(g * g + 1);
      g = d[m]! - d[l]! + e[l]! / (g + (g >= 0 ? r : -r));
      let s = 1;
      let c = 1;
      let p = 0;
      let i = m - 1;
      for (; i >= l; i--) {
        const f = s * e[i]!;
        const b = c * e[i]!;
        r = Math.sqrt(f * f + g * g);
        e[i + 1] = r;
        if (r === 0) {
          d[i + 1]! -= p;
          e[m] = 0;
          break;
        }
        s = f / r;
        c = g / r;
        g = d[i + 1]! - p;
        r = (d[i]! - g) * s + 2 * c * b;
        p = s * r;
        d[i + 1] = g + p;
        g = c * r - b;
        const upper = (i + 1) * n;
        const lower = i * n;
        for (let k = 0; k < n; k++) {
          const x = vt[upper + k]!;
          const y = vt[lower + k]!;
          vt[upper + k] = s * y + c * x;
          vt[lower + k] = c * y - s * x;
        }
      }
      if (r === 0 && i >= l) continue;
      d[l]! -= p;
      e[l] = g;
      e[m] = 0;
    }
  }
};

export interface SymmetricEigen {
  /** Length n, ascending. */
  readonly values: Float64Array;
  /** (n × n) row-major; row i is the unit eigenvector of `values[i]`, its largest entry in absolute value positive. */
  readonly vectors: Float64Array;
}

/**
 * All eigenvalues and eigenvectors of a symmetric matrix. Cost about 9n³ flops; meant for n up to about 1,000.
 * @param a - (n × n) row-major, finite, symmetric; only the lower triangle is read; not changed
 * @throws {NoConvergenceError} for matrices that are not finite
 * Source: Householder reduction and the implicit QL algorithm, Golub and Van Loan, Matrix Computations, 4th ed.,
 * sections 8.3.1 and 8.3.3; Martin, Reinsch and Wilkinson, Numer. Math. 11 (1968).
 */
export const symmetricEigen = (a: Float64Array, n: number): SymmetricEigen => {
  const v = a.slice(0, n * n);
  const d = new Float64Array(n);
  const e = new Float64Array(n);
  for (const value of v) if (!Number.isFinite(value)) throw new NoConvergenceError('symmetricEigen', 0);
  if (n > 0) tridiagonalise(v, d, e, n);
  const vt = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) vt[j * n + i] = v[i * n + j]!;
  if (n > 1) diagonalise(d, e, vt, n);
  const order = Array.from(d.keys()).sort((x, y) => d[x]! - d[y]! || x - y);
  const values = new Float64Array(n);
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => {
    values[to] = d[from]!;
    const row = vt.subarray(from * n, (from + 1) * n);
    let largest = 0;
    for (const entry of row) if (Math.abs(entry) > Math.abs(largest) * (1 + 1e-9)) largest = entry;
    const sign = largest < 0 ? -1 : 1;
    for (let k = 0; k < n; k++) vectors[to * n + k] = sign * row[k]!;
  });
  return { values, vectors };
};
