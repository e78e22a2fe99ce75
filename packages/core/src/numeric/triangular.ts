/**
 * Functions of a lower triangular matrix L, (n × n) row-major, of which the upper triangle is never read. Vectors have
 * length n. Cost n² flops each.
 */

/** out = L·x. `out` may be the same array as `x`. */
export const lowerTimesInto = (out: Float64Array, l: Float64Array, x: Float64Array, n: number): void => {
  for (let i = n - 1; i >= 0; i--) {
    const row = i * n;
    let sum = 0;
    for (let k = 0; k <= i; k++) sum += l[row + k]! * x[k]!;
    out[i] = sum;
  }
};

/** Solves L·out = b by forward substitution. `out` may be the same array as `b`. */
export const solveLowerInto = (out: Float64Array, l: Float64Array, b: Float64Array, n: number): void => {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= l[row + k]! * out[k]!;
    out[i] = sum / l[row + i]!;
  }
};

/** Solves Lᵀ·out = b by backward substitution. `out` may be the same array as `b`. */
export const solveLowerTransposedInto = (out: Float64Array, l: Float64Array, b: Float64Array, n: number): void => {
  if (out !== b) out.set(b.subarray(0, n));
  for (let i = n - 1; i >= 0; i--) {
    const row = i * n;
    const value = out[i]! / l[row + i]!;
    out[i] = value;
    for (let k = 0; k < i; k++) out[k]! -= l[row + k]! * value;
  }
};

/**
 * Writes the inverse of L·Lᵀ, symmetric (n × n) row-major. Cost about n³ flops.
 * @param out - must not share memory with `l`
 */
export const invertFromLowerInto = (out: Float64Array, l: Float64Array, n: number): void => {
  const column = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    column.fill(0);
    column[j] = 1;
    solveLowerInto(column, l, column, n);
    solveLowerTransposedInto(column, l, column, n);
    for (let i = 0; i < n; i++) out[i * n + j] = column[i]!;
  }
};
