import type { TreeFeature } from '@cvd/core';
import type { Regressor } from '../learner.js';
import type { NumberTarget } from '../target.js';
import { fitLinear, type LinearModel, type LinearOptions } from './linear-model.js';

/** A regression with its coefficients, of one output. */
export interface RidgeRegression extends Regressor {
  readonly model: LinearModel;
}

/**
 * Linear regression with an L2 penalty on standardised numbers and one-hot categories (see {@link fitDesign} for missing
 * values): scikit-learn's Ridge with alpha = l2.
 * @throws {AbortedError} when the signal fires
 */
export const fitRidgeRegression = async (
  features: readonly TreeFeature[],
  { values }: NumberTarget,
  options: LinearOptions = {},
): Promise<RidgeRegression> => {
  // Learned on values of mean 0 and deviation 1, so that tolerances mean the same whatever the unit.
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1;
  const { model, scores } = await fitLinear(
    features,
    {
      operation: 'fitRidgeRegression',
      outputs: 1,
      loss: (row, [score], slopes) => {
        const error = score! - (values[row]! - mean) / spread;
        slopes[0] = error;
        return error ** 2 / 2;
      },
      curvature: 1,
    },
    options,
  );
  return {
    model: {
      ...model,
      coefficients: model.coefficients.map((weights) => weights.map((weight) => weight * spread)),
      intercepts: model.intercepts.map((intercept) => mean + intercept * spread),
    },
    predict: (given) => scores(given)[0]!.map((score) => mean + score * spread),
  };
};
