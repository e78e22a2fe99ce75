import type { AccuracyFigure } from '../accuracy/accuracy-result.js';
import type { PairScore } from '../column-pair-trends.js';
import type { ColumnScore } from '../column-shapes.js';
import type { C2stScore } from '../fidelity/c2st.js';
import type { Interval } from '../figures/figure.js';
import type { NearnessToBoth } from '../privacy/nearness.js';
import type { LearnerScores } from '../utility/utility-scores.js';

/** How well learners tell the rows of a table from real ones. */
export interface C2stScores {
  readonly boostedTrees: C2stScore;
  readonly logistic: C2stScore;
}

/** What is measured of every table alike, so that those whose worth is known stand beside the one that is judged. */
export interface Scorecard {
  /** Quality score, 0 to 1; null where it cannot be computed. See {@link QualityReport}. */
  readonly score: number | null;
  readonly columnShapes: number | null;
  readonly columnPairTrends: number | null;
  /** Of the three, by a bootstrap of the table's rows; null where there is no score. */
  readonly intervals: {
    readonly score: Interval | null;
    readonly columnShapes: Interval | null;
    readonly columnPairTrends: Interval | null;
  };
  /** Binned accuracy of columns, pairs and triples; without intervals. */
  readonly accuracy: {
    readonly univariate: AccuracyFigure;
    readonly bivariate: AccuracyFigure;
    readonly trivariate: AccuracyFigure;
  };
  /** Shape score of each column, in the order of the metadata. */
  readonly columns: readonly Pick<ColumnScore, 'column' | 'score'>[];
  /** Score of each pair that counts. */
  readonly pairs: readonly Pick<PairScore, 'columns' | 'score'>[];
  /** Told from rows of the holdout, the holdout itself from rows learned from; where rows were told apart. */
  readonly c2st?: C2stScores;
  /** What learners make of its rows; with a holdout and a target. */
  readonly utility?: LearnerScores;
  /** With a holdout. */
  readonly privacy?: NearnessToBoth;
}

/** Tables whose worth is known, measured as the synthetic one is. */
export interface Baselines {
  /**
   * Rows of each: with a holdout the rows of the smallest table, to which the others and the real rows they are compared
   * with are cut, at random by the seed; without one as many as the synthetic table has.
   */
  readonly rows: number;
  readonly seed: number;
  /** The synthetic table itself, at this number of rows. */
  readonly thisTable: Scorecard;
  /** Real rows that were not learned from, in the synthetic table's place: as good as rows of this number can be. */
  readonly holdout?: Scorecard;
  /** Each column resampled on its own: no dependence between columns at all. */
  readonly independentColumns: Scorecard;
  /** Real rows drawn with replacement: faithful, and no privacy at all. Present when asked for. */
  readonly bootstrapRows?: Scorecard;
  /** Mixtures of a real row and one of its nearest: faithful, useful and hardly private. Present when asked for. */
  readonly nearCopy?: Scorecard;
}

export type BaselineName = Exclude<keyof Baselines, 'rows' | 'seed' | 'thisTable'>;
