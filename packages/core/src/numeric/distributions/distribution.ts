/** A continuous distribution with its parameters set. All its functions give NaN for NaN. */
export interface Distribution {
  /** The ends of the support; ±Infinity where it is unbounded. */
  readonly support: readonly [low: number, high: number];
  /** Logarithm of the density; −Infinity outside the support, Infinity at a pole. */
  logPdf(x: number): number;
  /** P(X ≤ x), accurate where it is small. */
  cdf(x: number): number;
  /** P(X > x), accurate where it is small. */
  sf(x: number): number;
  /** The x with P(X ≤ x) = p: the ends of the support at 0 and 1, NaN outside [0, 1]. */
  quantile(p: number): number;
}
