import type { DesignMatrix } from './design.js';
import type { Objective } from './lbfgs.js';
import { linearPreconditioner } from './linear-preconditioner.js';

/** The loss of one row by its scores; the derivatives by the scores are written into `slopes`. */
export type RowLoss = (row: number, scores: Float64Array, slopes: Float64Array) => number;

/** Scores of a row into `out`: weights · row + intercept for each output; see {@link linearObjective} for the layout. */
export const scoresInto = (
  out: Float64Array,
  { starts, terms, values, width }: DesignMatrix,
  weights: Float64Array,
  row: number,
): void => {
  for (let k = 0; k < out.length; k++) {
    const base = k * (width + 1);
    let sum = weights[base + width]!;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) sum += weights[base + terms[at]!]! * values[at]!;
    out[k] = sum;
  }
};

/**
 * Sum of the rows' losses plus l2/2 times the squared weights, intercepts left out: scikit-learn's objective with
 * C = 1/l2 (LogisticRegression), twice that of Ridge with alpha = l2. Weights lie output by output, the intercept last.
 * @param curvature - of a row's loss by its score, about or at most
 */
export const linearObjective = (
  matrix: DesignMatrix,
  outputs: number,
  l2: number,
  loss: RowLoss,
  curvature: number,
): Objective => {
  const { rows, width, starts, terms, values } = matrix;
  const stride = width + 1;
  const precondition = linearPreconditioner(matrix, curvature, l2);
  const scores = new Float64Array(outputs);
  const slopes = new Float64Array(outputs);
  return {
    size: outputs * stride,
    precondition: (vector) => {
      for (let k = 0; k < outputs; k++) precondition(vector.subarray(k * stride, (k + 1) * stride));
    },
    evaluate: (weights, gradient) => {
      let value = 0;
      for (let i = 0; i < weights.length; i++) {
        const penalised = i % stride === width ? 0 : l2;
        value += (penalised / 2) * weights[i]! ** 2;
        gradient[i] = penalised * weights[i]!;
      }
      for (let row = 0; row < rows; row++) {
        scoresInto(scores, matrix, weights, row);
        value += loss(row, scores, slopes);
        for (let k = 0; k < outputs; k++) {
          const slope = slopes[k]!;
          const base = k * stride;
          gradient[base + width]! += slope;
          for (let at = starts[row]!; at < starts[row + 1]!; at++) gradient[base + terms[at]!]! += slope * values[at]!;
        }
      }
      return value;
    },
  };
};
