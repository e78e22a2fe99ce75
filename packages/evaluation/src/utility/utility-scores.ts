import type { Interval } from '../figures/figure.js';

/** How well classes of the holdout are told. */
export interface ClassificationScores {
  /** Area under the ROC curve, 0 to 1; of more than two classes the mean of each told from the others. */
  readonly auc: number;
  /** F1 of the positive class; of more than two classes the mean over classes. 0 to 1. */
  readonly f1: number;
  /** Share of rows told right, 0 to 1. */
  readonly accuracy: number;
}

/** How well numbers of the holdout are told. */
export interface RegressionScores {
  /** 1 is best, 0 what the holdout's mean would get, below 0 worse. */
  readonly r2: number;
  /** Root of the mean squared error, in the target's unit. */
  readonly rmse: number;
}

/** Why there are no scores. */
export interface NoScores {
  /** Follows "Not computable, because": lower case, without a full stop. */
  readonly because: string;
}

/**
 * Where each score lies for other holdout rows of the same number, the model staying as it is; null where it could not be
 * found: with fewer than 10 rows, or where fewer than half of the resamples have a score.
 */
export type ScoreIntervals<Name extends string> = Readonly<Record<Name, Interval | null>>;

export type ClassificationFigures = ClassificationScores & {
  readonly intervals: ScoreIntervals<keyof ClassificationScores>;
};

export type RegressionFigures = RegressionScores & { readonly intervals: ScoreIntervals<keyof RegressionScores> };

export type UtilityScores = ClassificationFigures | RegressionFigures | NoScores;

/** Scores of the two learners. */
export interface LearnerScores {
  readonly boostedTrees: UtilityScores;
  readonly linear: UtilityScores;
}

export const noScores = (because: string): NoScores => ({ because });
