/**
 * A fitted one-dimensional mixture of Gaussians: the components that were kept, by descending place in the fit, each with
 * all that responsibilities need (variational posterior, so that they equal scikit-learn's predict_proba before pruning).
 */
export interface Mixture {
  /** Shares of the kept components, summing to 1. */
  readonly weights: Float64Array;
  readonly means: Float64Array;
  /** Standard deviations, above 0. */
  readonly deviations: Float64Array;
  /** log ρ of a value x is `offsets[k] − (x − means[k])²/(2·deviations[k]²)`, up to a constant. */
  readonly offsets: Float64Array;
}
