import { log, log1p, log1pMinus } from './log.js';

const HALF_LOG_2PI = 0.9189385332046728;

/** log Γ(2 + s) for |s| ≤ ½; coefficients from fixtures/make_coefficients.py. */
const logGammaNearTwo = (s: number): number => {
  const s2 = s * s;
  const s4 = s2 * s2;
  const s8 = s4 * s4;
  const p0 = 0.42278433509846713 + 0.3224670334241132 * s + s2 * (-0.06735230105319563 + 0.02058080842778338 * s);
  const p1 =
    -0.007385551028935545 + 0.002890510330865901 * s + s2 * (-0.0011927539009983087 + 5.096695196526673e-4 * s);
  const p2 =
    -2.2315497746292723e-4 + 9.945761692157133e-5 * s + s2 * (-4.4923727564247656e-5 + 2.050601970174762e-5 * s);
  const p3 =
    -9.45628851510172e-6 + 4.3828545383846665e-6 * s + s2 * (-1.9743106888421067e-6 + 9.242852225162277e-7 * s);
  const p4 = -5.811277768921246e-7 + 2.7475390051909663e-7 * s;
  return s * (p0 + s4 * p1 + s8 * (p2 + s4 * p3 + s8 * p4));
};

/** Stirling's series for log Γ(x) beyond (x − ½) log x − x + ½ log 2π, for x ≥ 10. */
const stirlingSeries = (x: number): number => {
  const z = 1 / (x * x);
  return (
    (0.08333333333333333 +
      z *
        (-0.002777777777777778 +
          z *
            (7.936507936507937e-4 +
              z *
                (-5.952380952380953e-4 +
                  z * (8.417508417508417e-4 + z * (-0.0019175269175269176 + z * 0.00641025641025641)))))) /
    x
  );
};

/**
 * log Γ(x) for x > 0, relative error below 2e-15, also near its zeros 1 and 2. logGamma(0) = Infinity, NaN for x < 0.
 * Source: Stirling's series (DLMF 5.11.1) from 10 on, the recurrence and a Chebyshev polynomial below.
 */
export const logGamma = (x: number): number => {
  if (x >= 10) {
    return x < 1e300 ? (x - 0.5) * (log(x) - 1) + (HALF_LOG_2PI - 0.5 + stirlingSeries(x)) : x * (log(x) - 1);
  }
  if (x >= 2.5) {
    // Γ(x) = (x − 1)(x − 2)…·Γ(y) with y in 1.5 … 2.5.
    let y = x;
    let product = 1;
    while (y >= 2.5) {
      y -= 1;
      product *= y;
    }
    return log(product) + logGammaNearTwo(y - 2);
  }
  if (x >= 1.5) return logGammaNearTwo(x - 2);
  if (x >= 0.5) return logGammaNearTwo(x - 1) - log1p(x - 1);
  if (x > 0) return logGammaNearTwo(x) - log1p(x) - log(x);
  return x === 0 ? Infinity : NaN;
};

/** log Γ(1 + x) for x > −½, exact in relative terms for tiny x too, where 1 + x would round. */
export const logGammaOnePlus = (x: number): number =>
  Math.abs(x) <= 0.5 ? logGammaNearTwo(x) - log1p(x) : logGamma(1 + x);

/**
 * a·log(m/a) + a − m for a, m > 0: minus Loader's deviance, without cancellation for m near a.
 * @param difference - m − a, given apart where it is known more exactly
 */
export const minusDeviance = (a: number, m: number, difference: number): number =>
  m < 0.5 * a ? a * log(m / a) - difference : a * log1pMinus(difference / a);

/**
 * log Γ(x) − ((x − ½) log x − x + ½ log 2π) for x > 0: the error of Stirling's formula, about 1/(12x).
 * Source: Loader, "Fast and accurate computation of binomial probabilities" (2000), section 3.
 */
export const stirlingError = (x: number): number =>
  x >= 10 ? stirlingSeries(x) : logGamma(x) - ((x - 0.5) * log(x) - x + HALF_LOG_2PI);
