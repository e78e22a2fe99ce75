import { extremeMoment } from './extreme-moment.js';
import { hermiteCoefficients } from './hermite.js';
import type { Steps } from './steps.js';

/** A column's steps with what the inversion needs of them. */
interface ScoredColumn {
  readonly steps: Steps;
  /** E[s²] under the model, at most 1. */
  readonly variance: number;
  /** The first {@link TERMS} Hermite coefficients of the scores. */
  readonly hermite: Float64Array;
  /** The first {@link MANY_TERMS}, computed when first asked for. */
  manyHermite(): Float64Array;
}

/** Terms of the expansion: enough up to {@link SERIES_ALONE}, where what is left out is below 3e-5 of the scores' variance. */
const TERMS = 100;
const SERIES_ALONE = 0.9;
/** Terms beyond that, good up to .99; from there on what is left out is taken from its value at ±1. */
const MANY_TERMS = 1000;
const BISECTIONS = 45;

export const scoredColumn = (steps: Steps): ScoredColumn => {
  let many: Float64Array | null = null;
  return {
    steps,
    variance: extremeMoment(steps, steps, 1),
    hermite: hermiteCoefficients(steps, TERMS),
    manyHermite: () => (many ??= hermiteCoefficients(steps, MANY_TERMS)),
  };
};

/**
 * The latent correlation ρ at which the scores of two columns have the given correlation: solves
 * Σ c_n(a)·c_n(b)·ρⁿ = r·√(var s_a · var s_b), which rises in ρ.
 * For two untied columns this is Pearson's correlation of normal scores, for two binaries the tetrachoric correlation,
 * and for ordinal ones a moment estimator of the polychoric that is as good as maximum likelihood near ρ = 0.
 * @param correlation - of the scores, as observed
 * @returns in [−1, 1]; 0 where a column does not vary
 * Cost: some 45 × 100 products; where |ρ| > .9 ten times as many, and the levels of both columns.
 */
export const latentCorrelation = (a: ScoredColumn, b: ScoredColumn, correlation: number): number => {
  if (!(a.variance > 0 && b.variance > 0) || !Number.isFinite(correlation)) return 0;
  const target = correlation * Math.sqrt(a.variance * b.variance);
  const series = seriesOf(a.hermite, b.hermite);
  if (target > series(-SERIES_ALONE) && target < series(SERIES_ALONE)) {
    return bisect(series, target, -SERIES_ALONE, SERIES_ALONE);
  }
  const most = extremeMoment(a.steps, b.steps, 1);
  const least = extremeMoment(a.steps, b.steps, -1);
  // Rounding in the sums must not leave a deterministic relation just short of it.
  if (target >= most - 1e-9) return nearestToOne(a.steps, b.steps, 1);
  if (target <= least + 1e-9) return -nearestToOne(a.steps, b.steps, -1);
  const long = seriesOf(a.manyHermite(), b.manyHermite());
  const restUp = most - long(1);
  const restDown = least - long(-1);
  const moment = (rho: number): number =>
    long(rho) + power(Math.abs(rho), MANY_TERMS + 1) * (rho < 0 ? restDown : restUp);
  return bisect(moment, target, -1, 1);
};

/**
 * The correlation to take where no row contradicts a perfect relation. Between columns that change at the same place that is
 * 1. Where they change far apart a smaller one leaves no such rows either, and 1 would tie columns together that are not:
 * taken is the correlation at which the nearest cuts are 3.5 standard deviations of the difference apart.
 */
const nearestToOne = (a: Steps, b: Steps, sign: 1 | -1): number => {
  let gap = Infinity;
  for (const x of a.cuts) for (const y of b.cuts) gap = Math.min(gap, Math.abs(x - sign * y));
  const sd = gap / 3.5;
  return Math.max(SERIES_ALONE, 1 - (sd * sd) / 2);
};

const seriesOf = (a: Float64Array, b: Float64Array): ((rho: number) => number) => {
  const products = a.map((value, n) => value * b[n]!);
  return (rho) => {
    let sum = 0;
    for (let n = products.length - 1; n >= 0; n--) sum = (sum + products[n]!) * rho;
    return sum;
  };
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
