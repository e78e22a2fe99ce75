import type { TreeFeature } from '@cvd/core';
import type { Learner, LearnOptions } from '../learners/learner.js';
import { type ClassTarget, classCounts } from '../learners/target.js';
import { accuracy, f1Of, likeliestClasses, macroF1 } from '../scores/class-scores.js';
import { multiclassAuc } from '../scores/multiclass-auc.js';
import { type HoldoutBootstrap, holdoutIntervals } from './holdout-intervals.js';
import { resampledAuc } from './resampled-auc.js';
import { resampledAccuracy, resampledF1, resampledMacroF1 } from './resampled-class-scores.js';
import { noScores, type UtilityScores } from './utility-scores.js';

/** Rows of one table and what is to be told of them. */
export interface Labelled<Target> {
  readonly features: readonly TreeFeature[];
  readonly target: Target;
}

/** Most classes that are learned: boosting grows a tree an iteration for each. */
export const MAX_CLASSES = 30;

/** Learns classes from one table and tells those of another. */
export const scoreClasses = async (
  learner: Learner,
  learned: Labelled<ClassTarget>,
  judged: Labelled<ClassTarget>,
  positive: number | null,
  bootstrap: HoldoutBootstrap | null,
  options: LearnOptions,
): Promise<UtilityScores> => {
  const present = Array.from(classCounts(learned.target).keys()).filter((code) => learned.target.codes.includes(code));
  if (present.length < 2) return noScores('the rows to learn from hold a single class');
  if (present.length > MAX_CLASSES)
    return noScores(`the rows to learn from hold ${present.length} classes, and at most ${MAX_CLASSES} are learned`);
  // Learned are the classes that are there; any other one has no chance.
  const codeOf = new Map(present.map((code, i) => [code, i]));
  const target: ClassTarget = {
    kind: 'classes',
    codes: learned.target.codes.map((code) => codeOf.get(code)!),
    size: present.length,
  };
  const model = await learner.classify(learned.features, target, options);
  const known = model.probabilities(judged.features);
  const { codes, size } = judged.target;
  const probabilities = Array.from(
    { length: size },
    (_, code) => known[codeOf.get(code) ?? -1] ?? new Float64Array(codes.length),
  );
  const told = likeliestClasses(probabilities);
  const scores = {
    auc: multiclassAuc(codes, probabilities).auc,
    f1: positive === null ? macroF1(codes, told) : f1Of(codes, told, positive),
    accuracy: accuracy(codes, told),
  };
  const resampled = {
    auc: resampledAuc(codes, probabilities),
    f1: positive === null ? resampledMacroF1(codes, told, size) : resampledF1(codes, told, positive),
    accuracy: resampledAccuracy(codes, told),
  };
  const intervals = await holdoutIntervals(
    {
      auc: { figure: scores.auc, score: resampled.auc },
      f1: { figure: scores.f1, score: resampled.f1 },
      accuracy: { figure: scores.accuracy, score: resampled.accuracy },
    },
    bootstrap,
  );
  return { ...scores, intervals };
};
