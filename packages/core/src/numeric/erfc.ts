import { exp } from './exp.js';

const K = 3.75;
const SQRT2 = Math.SQRT2;

/**
 * Scaled complementary error function e^(x²)·erfc(x) for x ≥ 0, relative error below 1e-15.
 * Source: Shepherd and Laframboise, "Chebyshev approximation of (1 + 2x) exp(x²) erfc x in 0 ≤ x < ∞",
 * Math. Comp. 36 (1981); coefficients our own, from fixtures/make_coefficients.py.
 */
export const erfcx = (x: number): number => {
  // At t = 1 the polynomial is 2/√π, and the division gives the limit 0.
  if (x > 1e17) return 0.5641895835477563 / x;
  const t = (x - K) / (x + K);
  const t2 = t * t;
  const t4 = t2 * t2;
  const t8 = t4 * t4;
  const p0 = 1.2375126308378275 - 0.14024059858554697 * t + t2 * (0.003585415485463775 + 0.08227673849014516 * t);
  const p1 = -0.10880393014171785 + 0.09230432116037876 * t + t2 * (-0.058693398590212366 + 0.028362277418940665 * t);
  const p2 = -0.009746579552504244 + 0.0017556258530017257 * t + t2 * (2.937136342850081e-4 - 2.901540809795271e-4 * t);
  const p3 =
    5.1649211390702855e-5 + 2.2384240314224437e-5 * t + t2 * (-1.1444412439171722e-5 - 9.735619015182663e-7 * t);
  const p4 = 1.752057970166318e-6 - 5.721597255990987e-8 * t + t2 * (-2.591069687796658e-7 + 2.3261913276696566e-8 * t);
  const p5 = 3.8965452548985966e-8 - 3.743568033634583e-9 * t + t2 * (-5.28428697963142e-9 + 3.110310719839165e-10 * t);
  const p6 = 4.434959070009628e-10;
  return (p0 + t4 * p1 + t8 * (p2 + t4 * p3 + t8 * (p4 + t4 * p5 + t8 * p6))) / (1 + 2 * x);
};

/**
 * e^(−x²/divisor) for finite x, divisor 1 or 2, keeping the relative accuracy of exp: the square is taken in two parts,
 * of which the first is exact.
 */
export const expMinusSquare = (x: number, divisor: 1 | 2): number => {
  if (!(x > -40 && x < 40)) return Number.isNaN(x) ? x : 0;
  const head = Math.fround(x);
  const d = ((head - x) * (head + x)) / divisor;
  return exp((-head * head) / divisor) * (1 + d * (1 + d * (0.5 + d * 0.16666666666666666)));
};

/**
 * Complementary error function, 2/√π ∫ₓ^∞ e^(−t²) dt, relative error below 2e-15 over its whole range
 * (erfc(26) ≈ 1e-296; below 1e-308 the result is subnormal). erfc(−Infinity) = 2, erfc(Infinity) = 0.
 */
export const erfc = (x: number): number => {
  if (x >= 0) return expMinusSquare(x, 1) * erfcx(x);
  return 2 - expMinusSquare(x, 1) * erfcx(-x);
};

/** ½·e^(x²/2)·erfc(x/√2) for x ≥ 0: the upper tail of the standard normal without its exponential factor. */
export const scaledUpperTail = (x: number): number => 0.5 * erfcx(x / SQRT2);
