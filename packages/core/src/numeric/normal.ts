import { expMinusSquare, scaledUpperTail } from './erfc.js';
import { log, log1p } from './log.js';

const INV_SQRT_2PI = 0.3989422804014327;
const LOG_SQRT_2PI = 0.9189385332046728;

/** Density of the standard normal, relative error below 1e-15 down to 1e-307. */
export const normalPdf = (x: number): number => INV_SQRT_2PI * expMinusSquare(x, 2);

/** Logarithm of {@link normalPdf}; finite for every |x| < 1e154. */
export const normalLogPdf = (x: number): number => -0.5 * x * x - LOG_SQRT_2PI;

/** P(0 < Z ≤ x) for |x| < 0.7, odd in x; coefficients from fixtures/make_coefficients.py. */
const centralArea = (x: number): number => {
  const z = x * x;
  const w = z * z;
  return (
    x *
    (INV_SQRT_2PI -
      0.06649038006690496 * z +
      w * (0.009973557010009501 - 0.0011873282149393709 * z) +
      w *
        w *
        (1.1543468203839274e-4 -
          9.444623920664533e-6 * z +
          w * (6.658589845581663e-7 - 4.100625267192469e-8 * z + 2.033742058621596e-9 * w)))
  );
};

/** P(Z > x) for a standard normal Z, relative error below 2e-15 down to 1e-307 (x ≈ 37.5). */
export const normalSf = (x: number): number => {
  if (x > -0.7 && x < 0.7) return 0.5 - centralArea(x);
  if (x >= 0) return expMinusSquare(x, 2) * scaledUpperTail(x);
  return 1 - expMinusSquare(x, 2) * scaledUpperTail(-x);
};

/** P(Z ≤ x) for a standard normal Z, relative error below 2e-15 down to 1e-307 (x ≈ −37.5). */
export const normalCdf = (x: number): number => normalSf(-x);

/** log P(Z > x); accurate in both tails, finite for every x < 1e154. */
export const normalLogSf = (x: number): number => {
  if (x < 0) return log1p(-normalSf(-x));
  if (x === Infinity) return -Infinity;
  return -0.5 * x * x + log(scaledUpperTail(x));
};

/** log P(Z ≤ x); accurate in both tails, finite for every x > −1e154. */
export const normalLogCdf = (x: number): number => normalLogSf(-x);

/**
 * P(a < Z ≤ b), taken on the side where the tails are small, so that it keeps its relative accuracy far out
 * (a = 9, b = 10 gives 1.1e-19). 0 when b ≤ a.
 */
export const normalInterval = (a: number, b: number): number => {
  if (!(a < b)) return a >= b ? 0 : NaN;
  if (a > -0.7 && b < 0.7) return centralArea(b) - centralArea(a);
  if (a > 0) return normalSf(a) - normalSf(b);
  if (b < 0) return normalCdf(b) - normalCdf(a);
  return 1 - normalCdf(a) - normalSf(b);
};
