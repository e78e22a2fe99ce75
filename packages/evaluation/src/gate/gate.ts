/** A bound that moves with another figure of the same report: that figure by `times`, and `plus`. */
export interface RelativeBound {
  /**
   * Key of the other figure, such as `baselines.holdout.score`. With `[*]`, where the checked key has one too, the entry
   * of the same column.
   */
  readonly of: string;
  /** @default 1 */
  readonly times?: number;
  /** Below 0 for less. @default 0 */
  readonly plus?: number;
}

export type Bound = number | RelativeBound;

/** What a figure must hold to: `min`, `max` or both. */
export interface Threshold {
  /** The figure is this or more. */
  readonly min?: Bound;
  /** The figure is this or less. */
  readonly max?: Bound;
  /**
   * What is held against the bounds: the figure itself, or the end of its interval on the far side of it, so that it is
   * held to at the interval's confidence too. @default 'value'
   */
  readonly by?: 'value' | 'interval';
  /** Whether a figure that was not computed passes. @default false */
  readonly optional?: boolean;
  /** Why this threshold is set; printed where it is not held to. */
  readonly why?: string;
}

/**
 * Thresholds by the report's own keys, as docs/reference/report.md lists them: `quality.score`,
 * `fidelity.c2st.boostedTrees.auc`. `[*]` in place of a list's entry is every entry, `[NAME]` that of the column NAME.
 * Plain JSON.
 */
export interface Gate {
  readonly [key: string]: Threshold;
}
