import type { Interval, NotComputable } from '../figures/figure.js';

/** An accuracy that could be computed. */
export interface ComputedAccuracy {
  /** 1 − total variation distance, 0 to 1. */
  readonly value: number;
  /**
   * What another real table with the rows of the synthetic one is expected to reach; null with fewer than 32 real rows.
   * An expectation: half of all such tables lie above it, if only by little.
   */
  readonly ceiling: number | null;
  /** Present for the three overall figures and each column's own, unless `resamples` is 0. */
  readonly interval?: Interval;
}

/** An accuracy, or the reason why there is none. */
export type AccuracyFigure = ComputedAccuracy | NotComputable;

/** How alike one column is in the two tables, on its own and together with others. */
export interface ColumnAccuracy {
  readonly column: string;
  readonly univariate: AccuracyFigure;
  /** Mean of the pairs that the column is in. */
  readonly bivariate: AccuracyFigure;
  /** Mean of the triples that the column is in. */
  readonly trivariate: AccuracyFigure;
}

/** Plain JSON. */
export interface BinnedAccuracy {
  /** Means over the columns, the pairs and the triples. */
  readonly overall: {
    readonly univariate: AccuracyFigure;
    readonly bivariate: AccuracyFigure;
    readonly trivariate: AccuracyFigure;
  };
  /** In the order of the metadata, without ids, personal data and columns of unknown kind. */
  readonly columns: readonly ColumnAccuracy[];
  /** Bins of a column at most; one for missing values, and one for categories that are not real, come on top. */
  readonly bins: number;
  /** Pairs that were compared: all, or as many as were drawn. */
  readonly pairs: number;
  /** Triples that were compared: all, or as many as were drawn. */
  readonly triples: number;
  /** Of what was drawn. */
  readonly seed: number;
}
