import { NoConvergenceError } from '../errors/no-convergence-error.js';
import { exp } from './exp.js';
import { log, log1p } from './log.js';
import { logGamma, minusDeviance, stirlingError } from './log-gamma.js';

const LOG_2PI = 1.8378770664093453;
const EPSILON = 2 ** -53;
const MAX_TERMS = 100_000;

/** log B(a, b) = log Γ(a) + log Γ(b) − log Γ(a + b) for a, b > 0, without cancellation where both are large. */
export const logBeta = (a: number, b: number): number => {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < 10) return logGamma(small) + (logGamma(large) - logGamma(small + large));
  // log Γ(large) − log Γ(large + small) from Stirling's formula; the logarithms of large cancel exactly.
  const ratio = small / large;
  const difference =
    stirlingError(large) -
    stirlingError(large + small) -
    (large + small - 0.5) * log1p(ratio) -
    small * log(large) +
    small;
  return logGamma(small) + difference;
};

/**
 * log(xᵃyᵇ/B(a, b)) with y = 1 − x given apart, without cancellation for large a and b, after Loader.
 */
export const logBetaPrefix = (a: number, b: number, x: number, y: number): number => {
  if (Math.min(a, b) < 0.5) {
    // The logarithm of the one near 1 is taken from the other, which has more digits.
    const logX = x < 0.5 ? log(x) : log1p(-y);
    const logY = x < 0.5 ? log1p(-x) : log(y);
    return a * logX + b * logY - logBeta(a, b);
  }
  const n = a + b;
  const difference = b * x - a * y;
  return (
    minusDeviance(a, n * x, difference) +
    minusDeviance(b, n * y, -difference) +
    stirlingError(n) -
    stirlingError(a) -
    stirlingError(b) +
    0.5 * (log(a) + log(b / n) - LOG_2PI)
  );
};

/** Continued fraction of I·a·B(a, b)/(xᵃyᵇ), by Lentz's method; DLMF 8.17.22. For x < (a + 1)/(a + b + 2). */
const fraction = (a: number, b: number, x: number): number => {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < tiny ? tiny : d);
  let h = d;
  for (let m = 1; m <= MAX_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    c = 1 + even / c;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    if (Math.abs(c) < tiny) c = tiny;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    c = 1 + odd / c;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    if (Math.abs(c) < tiny) c = tiny;
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) <= 2 * EPSILON) return h;
  }
  throw new NoConvergenceError('incomplete beta function', MAX_TERMS);
};

/** log I with x and y = 1 − x given apart, so that neither end loses digits. For a, b > 0 and x, y > 0. */
export const logIncompleteBeta = (a: number, b: number, x: number, y: number): number => {
  const prefix = logBetaPrefix(a, b, x, y);
  if (x * (a + b + 2) < a + 1) return prefix + log(fraction(a, b, x) / a);
  return log1p(-Math.min(1, exp(prefix) * (fraction(b, a, y) / b)));
};

const incompleteBeta = (a: number, b: number, x: number, y: number): number => {
  const prefix = exp(logBetaPrefix(a, b, x, y));
  if (x * (a + b + 2) < a + 1) return prefix * (fraction(a, b, x) / a);
  return Math.max(0, 1 - prefix * (fraction(b, a, y) / b));
};

/**
 * Regularised incomplete beta function Iₓ(a, b): the distribution function of a beta variable. Relative error below
 * 1e-12 for a and b from 1e-2 to 1e4 while I > 1e-300. NaN for a ≤ 0, b ≤ 0 or x outside [0, 1].
 * Time grows with √max(a, b).
 */
export const regularisedBeta = (a: number, b: number, x: number): number => {
  if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) return NaN;
  if (x === 0 || x === 1) return x;
  return incompleteBeta(a, b, x, 1 - x);
};

/** 1 − Iₓ(a, b), accurate where it is small; as {@link regularisedBeta}. */
export const regularisedBetaUpper = (a: number, b: number, x: number): number => {
  if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) return NaN;
  if (x === 0 || x === 1) return 1 - x;
  return incompleteBeta(b, a, 1 - x, x);
};
