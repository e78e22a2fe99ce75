const TWO_OVER_PI = 0.6366197723675814;
// π/2 in three pieces, the first two with 33 significant bits or fewer: k·piece is exact for |k| ≤ 2²⁰.
const HALF_PI_HIGH = 1.5707963267341256;
const HALF_PI_MIDDLE = 6.077100506303966e-11;
const HALF_PI_LOW = 2.0222662487959506e-21;
const HALF_PI = Math.PI / 2;
const HALF_PI_REST = 6.123233995736766e-17;
const LARGEST = 2 ** 20;

/** sin(x + rest) for |x| ≤ π/4 and a tiny rest. */
const sinKernel = (x: number, rest: number): number => {
  const z = x * x;
  const p =
    0.008333333333333331 +
    z *
      (-1.9841269841265063e-4 +
        z *
          (2.7557319219337312e-6 +
            z * (-2.5052106231802837e-8 + z * (1.6058531516797758e-10 + z * -7.586691094197958e-13))));
  return x + (rest * (1 - 0.5 * z) + x * z * (-0.16666666666666666 + z * p));
};

/** cos(x + rest) for |x| ≤ π/4 and a tiny rest. */
const cosKernel = (x: number, rest: number): number => {
  const z = x * x;
  const p =
    0.041666666666666664 +
    z *
      (-0.0013888888888887398 +
        z *
          (2.480158729876456e-5 +
            z * (-2.7557317271145144e-7 + z * (2.087614614655861e-9 + z * -1.1382623647474604e-11))));
  const head = 1 - 0.5 * z;
  // 1 − head − z/2 is what rounding the head lost.
  return head + (1 - head - 0.5 * z + (z * z * p - x * rest));
};

/** sin(x + quarters·π/2). */
const sinOfQuarters = (x: number, quarters: number): number => {
  if (!(Math.abs(x) <= LARGEST)) return NaN;
  const k = Math.floor(x * TWO_OVER_PI + 0.5);
  const high = x - k * HALF_PI_HIGH;
  const low = k * HALF_PI_MIDDLE;
  const r = high - low;
  const rest = high - r - low - k * HALF_PI_LOW;
  const quadrant = (k + quarters) & 3;
  const value = quadrant & 1 ? cosKernel(r, rest) : sinKernel(r, rest);
  return quadrant & 2 ? -value : value;
};

/** Sine, within 1 ulp for |x| ≤ 2²⁰ except next to a multiple of π; NaN beyond. The same on every engine. */
export const sin = (x: number): number => (x >= -0.78 && x <= 0.78 ? sinKernel(x, 0) : sinOfQuarters(x, 0));

/** Cosine, within 1 ulp for |x| ≤ 2²⁰ except next to its zeros; NaN beyond. The same on every engine. */
export const cos = (x: number): number => sinOfQuarters(x, 1);

/** asin(√z)/√z − 1 for 0 ≤ z ≤ ¼; coefficients from fixtures/make_coefficients.py. */
const arcSine = (z: number): number => {
  const p =
    0.03038194413708522 +
    z *
      (0.022372173002005596 +
        z *
          (0.017352391265909227 +
            z *
              (0.013971235301124539 +
                z *
                  (0.011478952690257387 +
                    z *
                      (0.010324318288744113 +
                        z *
                          (0.00545087818772055 +
                            z * (0.017419357964884856 + z * (-0.014881409392818066 + z * 0.02877844261259304))))))));
  return z * (0.16666666666666669 + z * (0.07499999999998425 + z * (0.04464285714637338 + z * p)));
};

/** Arc sine in [−π/2, π/2], within 2 ulp; NaN outside [−1, 1]. The same on every engine. */
export const asin = (x: number): number => {
  const size = Math.abs(x);
  if (size <= 0.5) return x + x * arcSine(x * x);
  if (!(size <= 1)) return NaN;
  // asin(x) = π/2 − 2·asin(√((1 − x)/2)); 1 − x is exact here.
  const z = (1 - size) * 0.5;
  const s = Math.sqrt(z);
  const value = HALF_PI - (2 * (s + s * arcSine(z)) - HALF_PI_REST);
  return x < 0 ? -value : value;
};
