import { choleskyInto, solveLowerInto, solveLowerTransposedInto } from '@cvd/core';
import type { DesignMatrix } from './design.js';

/** Up to this many coefficients the whole matrix is factored (a third of its cube in operations), beyond its diagonal. */
const FACTORED = 1000;

/** The lower triangle of XᵀX, a column of ones last; only entries that are there are touched. */
const gram = ({ rows, width, starts, terms, values }: DesignMatrix): Float64Array => {
  const n = width + 1;
  const out = new Float64Array(n * n);
  for (let row = 0; row < rows; row++) {
    const end = starts[row + 1]!;
    for (let a = starts[row]!; a < end; a++) {
      const i = terms[a]! * n;
      // Terms of a row ascend, so that this is the lower triangle.
      for (let b = starts[row]!; b <= a; b++) out[i + terms[b]!]! += values[a]! * values[b]!;
      out[width * n + terms[a]!]! += values[a]!;
    }
  }
  out[n * n - 1] = rows;
  return out;
};

/**
 * Multiplies by (curvature · XᵀX + l2 · I)⁻¹ in place, X with a column of ones, not penalised, at its end: for squared
 * errors the very inverse of the second derivatives, for log loss with curvature ¼ a bound of them. Wide designs take
 * the diagonal alone.
 * Source: Böhning and Lindsay, Ann. Inst. Stat. Math. 40 (1988).
 */
export const linearPreconditioner = (
  matrix: DesignMatrix,
  curvature: number,
  l2: number,
): ((vector: Float64Array) => void) => {
  const { rows, width, terms, values } = matrix;
  const n = width + 1;
  if (n > FACTORED) {
    const diagonal = new Float64Array(n);
    for (let at = 0; at < terms.length; at++) diagonal[terms[at]!]! += values[at]! ** 2;
    diagonal[width] = rows;
    for (let i = 0; i < n; i++) diagonal[i] = curvature * diagonal[i]! + (i === width ? 0 : l2);
    return (vector) => {
      for (let i = 0; i < n; i++) vector[i]! /= diagonal[i]!;
    };
  }
  const factor = gram(matrix).map((value) => curvature * value);
  for (let i = 0; i < width; i++) factor[i * n + i]! += l2;
  choleskyInto(factor, factor, n);
  return (vector) => {
    solveLowerInto(vector, factor, vector, n);
    solveLowerTransposedInto(vector, factor, vector, n);
  };
};
