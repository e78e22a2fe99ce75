import { scaleByPowerOfTwo } from './powers-of-two.js';

const LOG2_E = Math.LOG2E;
// ln 2 in two pieces; the first has 32 significant bits, so that k·LN2_HIGH is exact for every exponent k.
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** (eʳ − 1 − r)/r² for |r| ≤ ln(2)/2; coefficients from fixtures/make_coefficients.py. */
const secondOrder = (r: number): number => {
  const r2 = r * r;
  const r4 = r2 * r2;
  return (
    0.5 +
    0.1666666666666667 * r +
    r2 * (0.04166666666666667 + 0.008333333333326136 * r) +
    r4 *
      (0.0013888888888883748 +
        0.00019841269874820627 * r +
        r2 * (2.4801587325547743e-5 + 2.7557255400206422e-6 * r) +
        r4 * (2.75572736431103e-7 + 2.5105217004720745e-8 * r + 2.0914686968086876e-9 * r2))
  );
};

/**
 * eˣ by the same IEEE operations on every engine (Math.exp differs in the last bit between engines), within 1 ulp.
 * exp(NaN) = NaN; above 709.78… Infinity; below −745.13… 0; subnormal results are rounded gradually.
 *
 * Method: x = k·ln 2 + r with |r| ≤ ln(2)/2, a polynomial for eʳ, then the exponent.
 * Source: Tang, "Table-driven implementation of the exponential function in IEEE floating-point arithmetic",
 * ACM TOMS 15 (1989), for the two-piece reduction; coefficients our own.
 */
export const exp = (x: number): number => {
  if (!(x <= 709.782712893384)) return x > 0 ? Infinity : x;
  if (x < -745.1332191019412) return 0;
  const k = Math.floor(x * LOG2_E + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  // high − low − r, what rounding r lost: it counts, since eʳ is added to 1.
  const lost = high - r - low;
  return scaleByPowerOfTwo(1 + (r + (lost + r * r * secondOrder(r))), k);
};

/**
 * eˣ − 1 without cancellation near 0, within 2 ulp, the same on every engine.
 * expm1(±0) = 0, expm1(−Infinity) = −1, expm1(NaN) = NaN; above 709.78… Infinity.
 */
export const expm1 = (x: number): number => {
  if (x > -0.34 && x < 0.34) return x + x * x * secondOrder(x);
  if (!(x <= 709.782712893384)) return x > 0 ? Infinity : x;
  if (x < -40) return -1;
  if (x > 40) return exp(x);
  const k = Math.floor(x * LOG2_E + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const tail = high - r - low + r * r * secondOrder(r);
  const scale = scaleByPowerOfTwo(1, k);
  // 2ᵏ(1 + r + tail) − 1 with the exact parts 2ᵏ − 1 first.
  return scale - 1 + scale * r + scale * tail;
};
