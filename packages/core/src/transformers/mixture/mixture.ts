/**
 * A fitted one-dimensional mixture of Gaussians: the components that were kept, by ascending mean, each with all that
 * responsibilities need (variational posterior: among the kept components they stand in the same proportions as
 * scikit-learn's predict_proba). Parameters only: no value of a real row is among them.
 */
export interface Mixture {
  /** Shares of the kept components, summing to 1. */
  readonly weights: Float64Array;
  readonly means: Float64Array;
  /** Standard deviations, 2⁻¹⁰²⁰ at least. */
  readonly deviations: Float64Array;
  /** log ρ of a value x is `offsets[k] − (x − means[k])²/(2·deviations[k]²)`, up to a constant; the largest is 0. */
  readonly offsets: Float64Array;
}

/** What stands for a column without any value: one component of mean 0 and deviation 1. */
export const standardMixture = (): Mixture => ({
  weights: Float64Array.of(1),
  means: Float64Array.of(0),
  deviations: Float64Array.of(1),
  offsets: Float64Array.of(0),
});
