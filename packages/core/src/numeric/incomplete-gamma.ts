import { NoConvergenceError } from '../errors/no-convergence-error.js';
import { exp, expm1 } from './exp.js';
import { log, log1p } from './log.js';
import { logGammaOnePlus, minusDeviance, stirlingError } from './log-gamma.js';

const LOG_2PI = 1.8378770664093453;
const EPSILON = 2 ** -53;
const MAX_TERMS = 1_000_000;

/**
 * log(xᵃe⁻ˣ/Γ(a + 1)) without cancellation for large a, after Loader: −(deviance) − (Stirling's error) − ½ log 2πa.
 * For a, x > 0.
 */
export const logGammaPrefix = (a: number, x: number): number => {
  if (a < 0.5) return a * log(x) - x - logGammaOnePlus(a);
  return minusDeviance(a, x, x - a) - stirlingError(a) - 0.5 * (LOG_2PI + log(a));
};

/** Σ xⁿ/((a + 1)…(a + n)), the series of P without its prefix; DLMF 8.11.4. */
const lowerSeries = (a: number, x: number): number => {
  let term = 1;
  let sum = 1;
  for (let n = 1; n <= MAX_TERMS; n++) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * EPSILON) return sum;
  }
  throw new NoConvergenceError('incomplete gamma function', MAX_TERMS);
};

/** Continued fraction of Q·Γ(a)/(xᵃe⁻ˣ), by Lentz's method; DLMF 8.9.2. For x ≥ a + 1 or so. */
const upperFraction = (a: number, x: number): number => {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / (b === 0 ? tiny : b);
  let h = d;
  for (let n = 1; n <= MAX_TERMS; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = numerator * d + b;
    if (Math.abs(d) < tiny) d = tiny;
    c = b + numerator / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) <= 2 * EPSILON) return h;
  }
  throw new NoConvergenceError('incomplete gamma function', MAX_TERMS);
};

/** Q for small a and x, where 1 − P would cancel: 1 − xᵃ/Γ(1 + a)·(1 − a·Σ…); after Gautschi, ACM TOMS 5 (1979). */
const upperNearOne = (a: number, x: number): number => {
  let term = 1;
  let sum = 0;
  for (let n = 1; n < 60; n++) {
    term *= -x / n;
    const add = term / (a + n);
    sum += add;
    if (Math.abs(add) < Math.abs(sum) * EPSILON) break;
  }
  const logPower = a * log(x) - logGammaOnePlus(a);
  return -expm1(logPower) - exp(logPower) * a * sum;
};

const useSeries = (a: number, x: number): boolean => x < a + 1;
const useNearOne = (a: number, x: number): boolean => x < 1.5 && a < 1;

/**
 * Logarithm of the regularised lower incomplete gamma function P(a, x), finite where P itself underflows.
 * For a > 0, x > 0.
 */
export const logGammaP = (a: number, x: number): number => {
  if (useSeries(a, x)) return logGammaPrefix(a, x) + log(lowerSeries(a, x));
  return log1p(-exp(logGammaPrefix(a, x)) * a * upperFraction(a, x));
};

/** Logarithm of the regularised upper incomplete gamma function Q(a, x), finite where Q itself underflows. */
export const logGammaQ = (a: number, x: number): number => {
  if (useNearOne(a, x)) return log(upperNearOne(a, x));
  if (useSeries(a, x)) return log1p(-exp(logGammaPrefix(a, x)) * lowerSeries(a, x));
  return logGammaPrefix(a, x) + log(a * upperFraction(a, x));
};

/**
 * Regularised lower incomplete gamma function P(a, x): the distribution function of a gamma variable of shape a.
 * Relative error below 1e-12 for a from 1e-3 to 1e5 while P > 1e-300, growing with √a beyond. NaN for a ≤ 0 or x < 0.
 * Time grows with √a where x is near a.
 */
export const gammaP = (a: number, x: number): number => {
  if (!(a > 0 && x >= 0)) return NaN;
  if (x === 0) return 0;
  if (x === Infinity) return 1;
  const prefix = exp(logGammaPrefix(a, x));
  return useSeries(a, x) ? Math.min(1, prefix * lowerSeries(a, x)) : 1 - prefix * a * upperFraction(a, x);
};

/** Regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x), accurate where it is small; as {@link gammaP}. */
export const gammaQ = (a: number, x: number): number => {
  if (!(a > 0 && x >= 0)) return NaN;
  if (x === 0) return 1;
  if (x === Infinity) return 0;
  if (useNearOne(a, x)) return upperNearOne(a, x);
  const prefix = exp(logGammaPrefix(a, x));
  return useSeries(a, x) ? 1 - prefix * lowerSeries(a, x) : prefix * a * upperFraction(a, x);
};
