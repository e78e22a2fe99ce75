import type { TreeFeature } from '@cvd/core';
import type { Classifier } from '../learner.js';
import { sigmoid, softmaxRows, softplus } from '../softmax.js';
import type { ClassTarget } from '../target.js';
import { fitLinear, type LinearModel, type LinearOptions } from './linear-model.js';
import type { RowLoss } from './linear-objective.js';

/** A classifier with its coefficients: one output (log odds of class 1) for two classes, one a class for more. */
export interface LogisticRegression extends Classifier {
  readonly model: LinearModel;
}

const twoClasses =
  ({ codes }: ClassTarget): RowLoss =>
  (row, scores, slopes) => {
    const score = scores[0]!;
    slopes[0] = sigmoid(score) - codes[row]!;
    return softplus(codes[row] === 1 ? -score : score);
  };

const moreClasses =
  ({ codes }: ClassTarget): RowLoss =>
  (row, scores, slopes) => {
    let top = Number.NEGATIVE_INFINITY;
    for (const score of scores) if (score > top) top = score;
    let sum = 0;
    for (let k = 0; k < scores.length; k++) sum += slopes[k] = Math.exp(scores[k]! - top);
    const mine = codes[row]!;
    for (let k = 0; k < scores.length; k++) slopes[k] = slopes[k]! / sum - Number(k === mine);
    return Math.log(sum) + top - scores[mine]!;
  };

/**
 * Logistic regression with an L2 penalty, multinomial for more than two classes, on standardised numbers and one-hot
 * categories (see {@link fitDesign} for missing values). The objective is that of scikit-learn's LogisticRegression with
 * C = 1 / l2.
 * @param target - of at least two classes, each with a row
 * @throws {AbortedError} when the signal fires
 */
export const fitLogisticRegression = async (
  features: readonly TreeFeature[],
  target: ClassTarget,
  options: LinearOptions = {},
): Promise<LogisticRegression> => {
  const two = target.size === 2;
  const { model, scores } = await fitLinear(
    features,
    {
      operation: 'fitLogisticRegression',
      outputs: two ? 1 : target.size,
      loss: two ? twoClasses(target) : moreClasses(target),
      curvature: 0.25,
    },
    options,
  );
  return {
    model,
    probabilities: (given) => {
      const outputs = scores(given);
      if (two) {
        const second = outputs[0]!.map(sigmoid);
        return [second.map((p) => 1 - p), second];
      }
      softmaxRows(outputs);
      return outputs;
    },
  };
};
