import { scaledUpperTail } from './erfc.js';
import { exp, expm1 } from './exp.js';
import { log, log1p } from './log.js';
import { normalCdf, normalSf } from './normal.js';
import { logTailRatio } from './normal-log-interval.js';
import { normalQuantile } from './normal-quantile.js';

const INV_SQRT_2PI = 0.3989422804014327;
/** From here on tails are handled through their logarithms. */
const FAR = 5;

/** Inverse for FAR ≤ a < b: a + d where the tail beyond a + d is the share e^(−wanted) of that beyond a. */
const farQuantile = (u: number, complement: number, a: number, b: number): number => {
  const logEnd = logTailRatio(a, b - a);
  const wanted = u <= 0.5 ? -log1p(u * expm1(logEnd)) : -log(exp(logEnd) - complement * expm1(logEnd));
  let d = (2 * wanted) / (a + Math.sqrt(a * a + 2 * wanted));
  for (let i = 0; i < 4; i++) {
    const hazard = INV_SQRT_2PI / scaledUpperTail(a + d);
    d += (logTailRatio(a, d) + wanted) / hazard;
  }
  return a + d;
};

/** For 0 ≤ a < b; u and 1 − u are given apart, so that neither is rounded away. */
const upperQuantile = (u: number, complement: number, a: number, b: number): number => {
  if (a >= FAR) return farQuantile(u, complement, a, b);
  const start = normalSf(a);
  const end = normalSf(b);
  return -normalQuantile(u <= 0.5 ? start - u * (start - end) : end + complement * (start - end));
};

/**
 * Quantile of the standard normal truncated to [a, b]: the x with P(a < Z ≤ x) = u·P(a < Z ≤ b). Given uniforms, this
 * draws from it. Relative error below 1e-14, next to 0 absolutely 1e-16,
 * far in the tails too (a = 9, b = 10, or a = 1e6, b = Infinity); always within [a, b].
 * @param u - [0, 1]; a at 0 and b at 1
 * @param a - below b, or −Infinity
 * @param b - above a, or Infinity
 * NaN when u is outside [0, 1] or not a ≤ b. For another mean and standard deviation scale a, b and the result.
 */
export const truncatedNormalQuantile = (u: number, a: number, b: number): number => {
  if (!(u >= 0 && u <= 1 && a <= b)) return NaN;
  if (u === 0 || a === b) return a;
  if (u === 1) return b;
  let x: number;
  if (a >= 0) x = upperQuantile(u, 1 - u, a, b);
  else if (b <= 0) x = -upperQuantile(1 - u, u, -b, -a);
  else {
    const below = normalCdf(a);
    const above = normalSf(b);
    const inside = 1 - below - above;
    const p = below + u * inside;
    x = p <= 0.5 ? normalQuantile(p) : -normalQuantile(above + (1 - u) * inside);
  }
  return x < a ? a : Math.min(x, b);
};
