import { digamma } from '../../numeric/digamma.js';
import { logBeta } from '../../numeric/incomplete-beta.js';
import { log } from '../../numeric/log.js';
import { logGamma } from '../../numeric/log-gamma.js';
import type { Moments } from './moments.js';
import type { Prior } from './prior.js';

const LOG_2 = Math.LN2;
const LOG_2PI = 1.8378770664093453;

/**
 * The variational posterior, by component k: stick v ~ Beta(a, b); mean μ | λ ~ N(m, 1/(κ λ)); precision λ ~ Wishart with
 * ν degrees of freedom and mean 1/σ².
 */
export interface Posterior {
  readonly a: Float64Array;
  readonly b: Float64Array;
  /** κ, which is ν too: both are 1 + N. */
  readonly precisions: Float64Array;
  /** m. */
  readonly means: Float64Array;
  /** σ². */
  readonly variances: Float64Array;
}

/**
 * The M step: the posterior given the responsibilities' moments (N, x̄, s):
 *
 *     a = 1 + N          b = γ + Σ_{j>k} N_j          κ = ν = 1 + N
 *     m = (m₀ + N x̄)/κ   σ² = (S₀ + N (s + reg) + N/κ (x̄ − m₀)²)/ν
 *
 * Source: Blei and Jordan, "Variational inference for Dirichlet process mixtures", Bayesian Analysis 1 (2006), and Bishop,
 * "Pattern Recognition and Machine Learning" (2006), 10.60 to 10.63 for the Gaussians, the variance divided by ν as in
 * scikit-learn's BayesianGaussianMixture.
 */
export const posteriorOf = ({ rows, means, variances }: Moments, prior: Prior): Posterior => {
  const components = rows.length;
  const posterior = {
    a: new Float64Array(components),
    b: new Float64Array(components),
    precisions: new Float64Array(components),
    means: new Float64Array(components),
    variances: new Float64Array(components),
  };
  let later = 0;
  for (let k = components - 1; k >= 0; k--) {
    const n = rows[k]!;
    const distance = means[k]! - prior.mean;
    const precision = 1 + n;
    posterior.a[k] = 1 + n;
    posterior.b[k] = prior.concentration + later;
    posterior.precisions[k] = precision;
    posterior.means[k] = (prior.mean + n * means[k]!) / precision;
    posterior.variances[k] =
      (prior.variance + n * (variances[k]! + prior.regularisation) + (n / precision) * distance * distance) / precision;
    later += n;
  }
  return posterior;
};

/**
 * log ρ of a value is `offsets[k] − (x − m)²/(2σ²)`: E[log π] + E[log N(x; μ, 1/λ)] under the posterior, with
 *
 *     E[log π] = ψ(a) − ψ(a + b) + Σ_{j<k} (ψ(b_j) − ψ(a_j + b_j))
 *     offset   = E[log π] − log σ − (log 2π + log ν)/2 + (log 2 + ψ(ν/2) − 1/κ)/2
 */
export const logOffsets = ({ a, b, precisions, variances }: Posterior): Float64Array => {
  const offsets = new Float64Array(a.length);
  let sticks = 0;
  for (let k = 0; k < offsets.length; k++) {
    const whole = digamma(a[k]! + b[k]!);
    const n = precisions[k]!;
    offsets[k] =
      digamma(a[k]!) -
      whole +
      sticks -
      0.5 * (log(variances[k]!) + LOG_2PI + log(n)) +
      0.5 * (LOG_2 + digamma(0.5 * n) - 1 / n);
    sticks += digamma(b[k]!) - whole;
  }
  return offsets;
};

/**
 * The lower bound on the log likelihood, without terms that stay the same, whose change says when to stop.
 * @param entropy - −Σ r log r of the responsibilities that the posterior came from
 */
export const lowerBound = ({ a, b, precisions, variances }: Posterior, entropy: number): number => {
  let bound = entropy;
  for (let k = 0; k < a.length; k++) {
    const n = precisions[k]!;
    const logRoot = -0.5 * (log(variances[k]!) + log(n));
    bound += n * logRoot + n * 0.5 * LOG_2 + logGamma(0.5 * n) + logBeta(a[k]!, b[k]!) - 0.5 * log(n);
  }
  return bound;
};

/** Expected shares of the components: sticks broken at a/(a + b), then made to sum to 1. */
export const expectedShares = ({ a, b }: Posterior): Float64Array => {
  const shares = new Float64Array(a.length);
  let left = 1;
  let sum = 0;
  for (let k = 0; k < shares.length; k++) {
    shares[k] = (left * a[k]!) / (a[k]! + b[k]!);
    left *= b[k]! / (a[k]! + b[k]!);
    sum += shares[k]!;
  }
  return shares.map((share) => share / sum);
};
