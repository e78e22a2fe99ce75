import type { ColumnScore } from '../column-shapes.js';
import type { C2stScore } from '../fidelity/c2st.js';
import type { Interval } from '../figures/figure.js';
import type { NearnessToBoth } from '../privacy/nearness.js';
import type { LearnerScores } from '../utility/utility-scores.js';

/** The quality scores of a baseline; see {@link QualityReport}. */
export interface BaselineScore {
  /** 0 to 1; null where it cannot be computed. */
  readonly score: number | null;
  readonly columnShapes: number | null;
  readonly columnPairTrends: number | null;
}

/** How well learners tell the rows of a table from real ones. */
export interface C2stScores {
  readonly boostedTrees: C2stScore;
  readonly logistic: C2stScore;
}

/** Everything that is measured of a table, so that tables whose worth is known stand beside the one that is judged. */
export interface Scorecard extends BaselineScore {
  /** Bootstrap intervals of the three scores; null where there is no score. */
  readonly intervals: { readonly [Score in keyof BaselineScore]: Interval | null };
  /** Shape score of each column, in the order of the metadata. */
  readonly columns: readonly Pick<ColumnScore, 'column' | 'score'>[];
  /** Score of each pair that counts. */
  readonly pairs: readonly { readonly columns: readonly [string, string]; readonly score: number | null }[];
  /**
   * Told from rows of the holdout; the holdout itself, and every table where there is no holdout, from the rows learned
   * from.
   */
  readonly c2st: C2stScores;
  /** What learners make of it; with a target. */
  readonly utility?: LearnerScores;
  /** With a holdout. */
  readonly privacy?: NearnessToBoth;
}
