import type { Learner, LearnOptions } from '../learners/learner.js';
import type { NumberTarget } from '../learners/target.js';
import { r2, rootMeanSquaredError } from '../scores/regression-scores.js';
import type { Labelled } from './score-classes.js';
import type { UtilityScores } from './utility-scores.js';

/** Learns a number from one table and tells that of another. */
export const scoreNumbers = async (
  learner: Learner,
  learned: Labelled<NumberTarget>,
  judged: Labelled<NumberTarget>,
  options: LearnOptions,
): Promise<UtilityScores> => {
  const told = (await learner.regress(learned.features, learned.target, options)).predict(judged.features);
  const { values } = judged.target;
  return { r2: r2(values, told), rmse: rootMeanSquaredError(values, told) };
};
