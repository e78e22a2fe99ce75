import { regularisedBeta } from '@cvd/core';

/** P(X ≤ k) of a binomial variable. */
const binomialCdf = (k: number, trials: number, p: number): number =>
  k < 0 ? 0 : k >= trials ? 1 : regularisedBeta(trials - k, k + 1, 1 - p);

/** The smallest k with P(X ≤ k) ≥ level, for 0 < level < 1: SciPy's `binom.ppf`. */
export const binomialQuantile = (level: number, trials: number, p: number): number => {
  let [low, high] = [0, trials];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (binomialCdf(middle, trials, p) >= level) high = middle;
    else low = middle + 1;
  }
  return low;
};
