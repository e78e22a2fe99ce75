import { concaveRoot } from './concave-root.js';
import { exp, expm1 } from './exp.js';
import { logGammaP, logGammaPrefix, logGammaQ } from './incomplete-gamma.js';
import { log, log1p } from './log.js';
import { logGammaOnePlus } from './log-gamma.js';
import { normalQuantile } from './normal-quantile.js';

/**
 * log x to start from: Wilson–Hilferty where it holds, else a point known to lie on the side from which Newton's steps
 * approach the root in order. P(a, x) ≤ xᵃ/Γ(a + 1) gives it for the lower tail, Q(a, x) ≤ e⁻ˣ (a ≤ 1) for the upper.
 */
const startingPoint = (a: number, logTail: number, lower: boolean, z: number): number => {
  const cube = 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a));
  if (a >= 1 && cube >= 0.3) return log(a) + 3 * log(cube);
  return lower ? (logTail + logGammaOnePlus(a)) / a : log(Math.max(a, -logTail));
};

/**
 * Newton in u = log x on the logarithm of a tail; both tails are log-concave in u. du-derivative of P: a·prefix.
 * logTail: logarithm of the smaller of the two tails.
 */
const solve = (a: number, logTail: number, lower: boolean, z: number): number =>
  exp(
    concaveRoot('inverse of the incomplete gamma function', startingPoint(a, logTail, lower, z), (u) => {
      const x = exp(u);
      // Below the range of doubles only the leading term is left.
      if (x < 1e-300) {
        const logP = a * u - logGammaOnePlus(a);
        if (lower) return (logP - logTail) / a;
        const q = -expm1(logP);
        return (log(q) - logTail) / ((-a * exp(logP)) / q);
      }
      const value = lower ? logGammaP(a, x) : logGammaQ(a, x);
      return ((lower ? 1 : -1) * (value - logTail)) / exp(logGammaPrefix(a, x) + log(a) - value);
    }),
  );

/**
 * The x with P(a, x) = p: quantile of the gamma distribution of shape a > 0. Its backward error is below 1e-12 in p.
 * 0 at p = 0 (and where x is below the range of doubles), Infinity at 1, NaN outside [0, 1].
 */
export const gammaPInverse = (a: number, p: number): number => {
  if (!(a > 0 && p >= 0 && p <= 1)) return NaN;
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  const z = normalQuantile(p);
  return p <= 0.5 ? solve(a, log(p), true, z) : solve(a, log1p(-p), false, z);
};

/** The x with Q(a, x) = q: as {@link gammaPInverse}, from the upper tail, without loss for tiny q. */
export const gammaQInverse = (a: number, q: number): number => {
  if (!(a > 0 && q >= 0 && q <= 1)) return NaN;
  if (q === 0) return Infinity;
  if (q === 1) return 0;
  const z = -normalQuantile(q);
  return q <= 0.5 ? solve(a, log(q), false, z) : solve(a, log1p(-q), true, z);
};
