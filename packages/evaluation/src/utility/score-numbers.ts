import type { Learner, LearnOptions } from '../learners/learner.js';
import type { NumberTarget } from '../learners/target.js';
import { r2, rootMeanSquaredError } from '../scores/regression-scores.js';
import { type HoldoutBootstrap, holdoutIntervals } from './holdout-intervals.js';
import { resampledR2, resampledRmse } from './resampled-number-scores.js';
import type { Labelled } from './score-classes.js';
import type { UtilityScores } from './utility-scores.js';

/** Learns a number from one table and tells that of another. */
export const scoreNumbers = async (
  learner: Learner,
  learned: Labelled<NumberTarget>,
  judged: Labelled<NumberTarget>,
  bootstrap: HoldoutBootstrap | null,
  options: LearnOptions,
): Promise<UtilityScores> => {
  const told = (await learner.regress(learned.features, learned.target, options)).predict(judged.features);
  const { values } = judged.target;
  const scores = { r2: r2(values, told), rmse: rootMeanSquaredError(values, told) };
  const intervals = await holdoutIntervals(
    {
      r2: { figure: scores.r2, score: resampledR2(values, told), range: [Number.NEGATIVE_INFINITY, 1] },
      rmse: { figure: scores.rmse, score: resampledRmse(values, told), range: [0, Number.POSITIVE_INFINITY] },
    },
    bootstrap,
  );
  return { ...scores, intervals };
};
