import type { TreeFeature } from '@cvd/core';
import { checkNumber, checkWhole } from '../../number-options.js';
import type { LearnOptions } from '../learner.js';
import { type Design, fitDesign, type Term } from './design.js';
import { minimizeLbfgs } from './lbfgs.js';
import { linearObjective, type RowLoss, scoresInto } from './linear-objective.js';

export interface LinearOptions extends Omit<LearnOptions, 'seed'> {
  /** L2 penalty on the coefficients, not on intercepts: scikit-learn's alpha, or 1 / C. > 0. @default 1 */
  readonly l2?: number | undefined;
  /** Largest |gradient| of the mean loss to stop at. @default 1e-6 */
  readonly tolerance?: number | undefined;
  /** @default 1000 */
  readonly maxIterations?: number | undefined;
}

/** One score a row for each output: a weighted sum of the terms and an intercept. */
export interface LinearModel {
  readonly terms: readonly Term[];
  /** By output, one a term. */
  readonly coefficients: readonly Float64Array[];
  /** One an output. */
  readonly intercepts: Float64Array;
  readonly iterations: number;
  /** Whether the tolerance was reached; coefficients are near the minimum where it was not. */
  readonly converged: boolean;
}

export interface FittedLinear {
  readonly model: LinearModel;
  /** Scores: one array an output, one number a row. */
  scores(features: readonly TreeFeature[]): Float64Array[];
}

interface LinearProblem {
  readonly operation: string;
  readonly outputs: number;
  readonly loss: RowLoss;
  readonly curvature: number;
}

const scoresOf = (design: Design, weights: Float64Array, outputs: number, features: readonly TreeFeature[]) => {
  const matrix = design.matrix(features);
  const scores = Array.from({ length: outputs }, () => new Float64Array(matrix.rows));
  const row = new Float64Array(outputs);
  for (let i = 0; i < matrix.rows; i++) {
    scoresInto(row, matrix, weights, i);
    for (let k = 0; k < outputs; k++) scores[k]![i] = row[k]!;
  }
  return scores;
};

/**
 * Fits the weights of a linear model with an L2 penalty.
 * @throws {InvalidOptionError} when an option is outside its range
 * @throws {AbortedError} when the signal fires
 */
export const fitLinear = async (
  features: readonly TreeFeature[],
  { operation, outputs, loss, curvature }: LinearProblem,
  { l2 = 1, tolerance = 1e-6, maxIterations = 1000, signal }: LinearOptions,
): Promise<FittedLinear> => {
  checkNumber(operation, 'l2', l2, l2 > 0, '> 0');
  checkNumber(operation, 'tolerance', tolerance, tolerance > 0, '> 0');
  checkWhole(operation, 'maxIterations', maxIterations, 1);
  const design = fitDesign(features);
  const matrix = design.matrix(features);
  const minimum = await minimizeLbfgs(operation, linearObjective(matrix, outputs, l2, loss, curvature), {
    tolerance: tolerance * matrix.rows,
    maxIterations,
    signal,
  });
  const { x, iterations, converged } = minimum;
  const stride = design.terms.length + 1;
  return {
    model: {
      terms: design.terms,
      coefficients: Array.from({ length: outputs }, (_, k) => x.slice(k * stride, (k + 1) * stride - 1)),
      intercepts: Float64Array.from({ length: outputs }, (_, k) => x[(k + 1) * stride - 1]!),
      iterations,
      converged,
    },
    scores: (given) => scoresOf(design, x, outputs, given),
  };
};
