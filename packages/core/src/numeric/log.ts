import { floatCell, highWord, wordCell } from './float-bits.js';

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/**
 * log(1 + f) − f for √½ − 1 ≤ f ≤ √2 − 1, plus `add`, which is joined before the large terms cancel.
 * With s = f/(2 + f): log(1 + f) = 2 artanh s = f − (f²/2 − s(f²/2 + R)), R = s²·polynomial(s²); coefficients from
 * fixtures/make_coefficients.py.
 */
const beyondFirstOrder = (f: number, add: number): number => {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const r =
    z *
    (0.666666666666667 +
      0.3999999999989938 * z +
      w * (0.28571428626031065 + 0.2222221112572281 * z) +
      w * w * (0.18182889786191042 + 0.15331699633543858 * z + 0.14616721179861816 * w));
  const half = 0.5 * f * f;
  return s * (half + r) + add - half;
};

/** log(u·(1 + c)) for a normal u > 0 and a correction |c| < 2⁻⁵². */
const logNormal = (u: number, c: number, exponent: number): number => {
  floatCell[0] = u;
  const high = wordCell[highWord]!;
  // Mantissas from √2 on count to the next power of two, so that f is in √½ − 1 … √2 − 1.
  const up = ((high & 0xfffff) + 0x95f62) & 0x100000;
  const k = exponent + (high >> 20) - 1023 + (up >> 20);
  wordCell[highWord] = (high & 0xfffff) | (up ^ 0x3ff00000);
  const f = floatCell[0]! - 1;
  if (k === 0) return f + beyondFirstOrder(f, c);
  return k * LN2_HIGH + (f + beyondFirstOrder(f, k * LN2_LOW + c));
};

/** log(1 + x) − x without cancellation, for x > −1; −x²/2 + x³/3 − … near 0. */
export const log1pMinus = (x: number): number => (x > -0.29 && x < 0.41 ? beyondFirstOrder(x, 0) : log1p(x) - x);

const TWO_POW_54 = 2 ** 54;
const SMALLEST_NORMAL = 2 ** -1022;

/**
 * Natural logarithm by the same IEEE operations on every engine (Math.log differs in the last bit between engines),
 * within 1 ulp. log(±0) = −Infinity, log(x < 0) = NaN, log(Infinity) = Infinity; subnormal arguments are exact.
 *
 * Source: Tang, "Table-driven implementation of the logarithm function", ACM TOMS 16 (1990), for the artanh form;
 * coefficients our own.
 */
export const log = (x: number): number => {
  if (x >= SMALLEST_NORMAL && x < Infinity) return logNormal(x, 0, 0);
  if (x > 0) return x === Infinity ? x : logNormal(x * TWO_POW_54, 0, -54);
  return x === 0 ? -Infinity : NaN;
};

/**
 * log(1 + x) without loss near 0, within 2 ulp, the same on every engine. log1p(±0) = 0, log1p(−1) = −Infinity,
 * log1p(x < −1) = NaN.
 */
export const log1p = (x: number): number => {
  if (x > -0.29 && x < 0.41) return x + beyondFirstOrder(x, 0);
  if (x > -1 && x < TWO_POW_54) {
    const u = 1 + x;
    // What rounding 1 + x lost, relative to u.
    const lost = x > 1 ? 1 - (u - x) : x - (u - 1);
    return logNormal(u, lost / u, 0);
  }
  return x >= TWO_POW_54 ? log(x) : x === -1 ? -Infinity : NaN;
};
