import type { TreeFeature } from '@cvd/core';
import type { Classifier, Learner, Regressor } from '../learner.js';
import { sigmoid, softmaxRows } from '../softmax.js';
import type { ClassTarget, NumberTarget } from '../target.js';
import { type BoostedTrees, boost } from './boost.js';
import type { BoostingOptions } from './boosting-options.js';
import { logisticLoss } from './logistic-loss.js';
import { softmaxLoss } from './softmax-loss.js';
import { squaredLoss } from './squared-loss.js';

/** A boosted model with its trees. */
export type Boosted<Model> = Model & { readonly trees: BoostedTrees };

/**
 * Boosted trees that tell classes, by log loss: one tree an iteration for two classes, one for each of more. Missing
 * values need no filling in: each split sends them to the better side. Categories need no encoding: each split parts
 * them in two by their gradients.
 * @param target - of at least two classes, each with a row
 * @throws {AbortedError} when the signal fires
 */
export const fitBoostedClassifier = async (
  features: readonly TreeFeature[],
  target: ClassTarget,
  options: BoostingOptions = {},
): Promise<Boosted<Classifier>> => {
  const trees = await boost(features, target, target.size === 2 ? logisticLoss : softmaxLoss, options);
  return {
    trees,
    probabilities: (given) => {
      const raw = trees.raw(given);
      if (raw.length === 1) {
        const second = raw[0]!.map(sigmoid);
        return [second.map((p) => 1 - p), second];
      }
      softmaxRows(raw);
      return raw;
    },
  };
};

/** Boosted trees that tell a number, by squared error; see {@link fitBoostedClassifier}. */
export const fitBoostedRegressor = async (
  features: readonly TreeFeature[],
  target: NumberTarget,
  options: BoostingOptions = {},
): Promise<Boosted<Regressor>> => {
  const trees = await boost(features, target, squaredLoss, options);
  return { trees, predict: (given) => trees.raw(given)[0]! };
};

/** Boosted trees as a learner. */
export const boostedTrees = (options: BoostingOptions = {}): Learner => ({
  name: 'boostedTrees',
  classify: (features, target, given) => fitBoostedClassifier(features, target, { ...options, ...given }),
  regress: (features, target, given) => fitBoostedRegressor(features, target, { ...options, ...given }),
});
