import { extremeMoment } from './extreme-moment.js';
import { HERMITE_TERMS, hermiteCoefficients } from './hermite.js';
import type { Steps } from './steps.js';

/** A column's steps with what the inversion needs of them, computed once. */
export interface ScoredColumn {
  readonly steps: Steps;
  readonly hermite: Float64Array;
  /** E[s²] under the model, at most 1. */
  readonly variance: number;
}

export const scoredColumn = (steps: Steps): ScoredColumn => ({
  steps,
  hermite: hermiteCoefficients(steps),
  variance: extremeMoment(steps, steps, 1),
});

/** Beyond this the part of the expansion that is not kept begins to count. */
const SERIES_ALONE = 0.9;
const BISECTIONS = 45;

/**
 * The latent correlation ρ at which the scores of two columns have the given correlation: solves
 * Σ c_n(a)·c_n(b)·ρⁿ = r·√(var s_a · var s_b), which rises in ρ. The expansion is cut at {@link HERMITE_TERMS}; the rest is
 * left out where |ρ| < .9 (below 1e-5 there) and beyond that taken from its value at ρ = ±1, known in closed form.
 * For two untied columns this is Pearson's correlation of normal scores, for two binaries the tetrachoric correlation,
 * and for ordinal ones a moment estimator of the polychoric that is as good as maximum likelihood near ρ = 0.
 * @param correlation - of the scores, as observed
 * @returns in [−1, 1]; 0 where a column does not vary
 * Cost: some 45 × HERMITE_TERMS products, and the levels of both columns where |ρ| > .9.
 */
export const latentCorrelation = (a: ScoredColumn, b: ScoredColumn, correlation: number): number => {
  if (!(a.variance > 0 && b.variance > 0) || !Number.isFinite(correlation)) return 0;
  const target = correlation * Math.sqrt(a.variance * b.variance);
  const products = new Float64Array(HERMITE_TERMS);
  for (let n = 0; n < HERMITE_TERMS; n++) products[n] = a.hermite[n]! * b.hermite[n]!;
  const series = (rho: number): number => {
    let sum = 0;
    for (let n = HERMITE_TERMS - 1; n >= 0; n--) sum = (sum + products[n]!) * rho;
    return sum;
  };
  if (target > series(-SERIES_ALONE) && target < series(SERIES_ALONE)) {
    return bisect(series, target, -SERIES_ALONE, SERIES_ALONE);
  }
  const most = extremeMoment(a.steps, b.steps, 1);
  const least = extremeMoment(a.steps, b.steps, -1);
  // Rounding in the sums must not leave a deterministic relation just short of it.
  if (target >= most - 1e-9) return 1;
  if (target <= least + 1e-9) return -1;
  const restUp = most - series(1);
  const restDown = least - series(-1);
  const moment = (rho: number): number =>
    series(rho) + power(Math.abs(rho), HERMITE_TERMS + 1) * (rho < 0 ? restDown : restUp);
  return bisect(moment, target, -1, 1);
};

const bisect = (rising: (x: number) => number, target: number, low: number, high: number): number => {
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    if (rising(middle) < target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/** xⁿ by multiplication, the same on every engine. */
const power = (x: number, n: number): number => {
  let out = 1;
  for (let i = 0; i < n; i++) out *= x;
  return out;
};
