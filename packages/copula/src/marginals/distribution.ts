/** A univariate distribution with its parameters filled in. */
export interface Distribution {
  /** P(X ≤ x), non-decreasing. */
  cdf(x: number): number;
  /** Smallest x with P(X ≤ x) ≥ p, 0 < p < 1. */
  quantile(p: number): number;
}
