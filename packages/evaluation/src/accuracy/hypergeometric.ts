import { exp, logGamma } from '@cvd/core';

/** Hypergeometric distributions of draws from at most so many rows. */
export interface Hypergeometric {
  /** P(X = x), where `draws` of `rows` rows are drawn without replacement and `marked` of them are counted. */
  probability(x: number, rows: number, marked: number, draws: number): number;
  /** E|X − E X|, in closed form (Diaconis and Zabell, Statistical Science 6, 1991). */
  meanDeviation(rows: number, marked: number, draws: number): number;
}

/** @param most - rows of the largest table; 8 bytes for each are kept */
export const createHypergeometric = (most: number): Hypergeometric => {
  const logFactorials = new Float64Array(most + 1);
  for (let n = 2; n <= most; n++) logFactorials[n] = logGamma(n + 1);
  const logChoose = (n: number, k: number): number => logFactorials[n]! - logFactorials[k]! - logFactorials[n - k]!;
  const probability: Hypergeometric['probability'] = (x, rows, marked, draws) => {
    if (x < 0 || x > marked || draws - x < 0 || draws - x > rows - marked) return 0;
    return exp(logChoose(marked, x) + logChoose(rows - marked, draws - x) - logChoose(rows, draws));
  };
  return {
    probability,
    meanDeviation: (rows, marked, draws) => {
      // x(rows − marked − draws + x)/rows · P(x) is the sum of (y − E X) P(y) over y ≥ x.
      const above = Math.floor((marked * draws) / rows) + 1;
      return ((2 * above * (rows - marked - draws + above)) / rows) * probability(above, rows, marked, draws);
    },
  };
};
