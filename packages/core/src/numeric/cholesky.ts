import { NotPositiveDefiniteError } from '../errors/not-positive-definite-error.js';

/**
 * Lower Cholesky factor: writes L with L·Lᵀ = a. Cost n³/3 flops.
 * @param out - (n × n) row-major; the upper triangle is set to 0; may be the same array as `a`
 * @param a - (n × n) row-major, symmetric; only the lower triangle is read
 * @throws {NotPositiveDefiniteError} at the first pivot ≤ 0 or not finite; `.pivot` is its zero-based row, and `out`
 * is then half written
 * Source: Golub and Van Loan, Matrix Computations, 4th ed., section 4.2.
 */
export const choleskyInto = (out: Float64Array, a: Float64Array, n: number): void => {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j <= i; j++) {
      const column = j * n;
      let sum = a[row + j]!;
      for (let k = 0; k < j; k++) sum -= out[row + k]! * out[column + k]!;
      if (j < i) out[row + j] = sum / out[column + j]!;
      else if (sum > 0 && sum < Infinity) out[row + j] = Math.sqrt(sum);
      else throw new NotPositiveDefiniteError(i);
    }
    out.fill(0, row + i + 1, row + n);
  }
};
