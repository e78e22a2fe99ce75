import { exp } from './exp.js';
import { normalCdf, normalInterval } from './normal.js';
import { asin, sin } from './trigonometry.js';

const SQRT_2PI = 2.5066282746310002;
const TWO_PI = 2 * Math.PI;

/** Positive nodes and weights of Gauss–Legendre rules on [−1, 1], from fixtures/make_coefficients.py. */
const rules = {
  6: [
    [0.2386191860831969, 0.46791393457269104],
    [0.6612093864662645, 0.3607615730481386],
    [0.932469514203152, 0.17132449237917036],
  ],
  12: [
    [0.1252334085114689, 0.24914704581340277],
    [0.3678314989981802, 0.2334925365383548],
    [0.5873179542866175, 0.20316742672306592],
    [0.7699026741943047, 0.16007832854334622],
    [0.9041172563704749, 0.10693932599531843],
    [0.9815606342467192, 0.04717533638651183],
  ],
  20: [
    [0.07652652113349734, 0.15275338713072584],
    [0.22778585114164507, 0.14917298647260374],
    [0.37370608871541955, 0.14209610931838204],
    [0.5108670019508271, 0.13168863844917664],
    [0.636053680726515, 0.11819453196151841],
    [0.7463319064601508, 0.10193011981724044],
    [0.8391169718222188, 0.08327674157670475],
    [0.912234428251326, 0.06267204833410907],
    [0.9639719272779138, 0.04060142980038694],
    [0.9931285991850949, 0.017614007139152118],
  ],
} as const;

/** Plackett's integral over the correlation, in the angle arcsin ρ. h, k: upper limits with their signs turned. */
const moderateCorrelation = (h: number, k: number, rho: number): number => {
  const size = Math.abs(rho);
  const rule = size < 0.3 ? rules[6] : size < 0.75 ? rules[12] : rules[20];
  const halfSquares = (h * h + k * k) / 2;
  const product = h * k;
  const half = asin(rho) / 2;
  let sum = 0;
  for (const [node, weight] of rule) {
    const below = sin(half * (1 - node));
    const above = sin(half * (1 + node));
    sum +=
      weight *
      (exp((below * product - halfSquares) / (1 - below * below)) +
        exp((above * product - halfSquares) / (1 - above * above)));
  }
  return normalCdf(-h) * normalCdf(-k) + (sum * half) / TWO_PI;
};

/** Genz's expansion around |ρ| = 1, for |ρ| ≥ 0.925. h, k: upper limits with their signs turned. */
const strongCorrelation = (h: number, kGiven: number, rho: number): number => {
  const k = rho < 0 ? -kGiven : kGiven;
  const product = h * k;
  let sum = 0;
  if (rho > -1 && rho < 1) {
    const a2 = (1 - rho) * (1 + rho);
    const a = Math.sqrt(a2);
    const b2 = (h - k) * (h - k);
    const c = (4 - product) / 8;
    const d = (12 - product) / 16;
    const exponent = -(b2 / a2 + product) / 2;
    if (exponent > -100) {
      sum = a * exp(exponent) * (1 - (c * (b2 - a2) * (1 - (d * b2) / 5)) / 3 + (c * d * a2 * a2) / 5);
    }
    if (product > -100) {
      const b = Math.sqrt(b2);
      sum -= exp(-product / 2) * SQRT_2PI * normalCdf(-b / a) * b * (1 - (c * b2 * (1 - (d * b2) / 5)) / 3);
    }
    for (const [node, weight] of rules[20]) {
      for (const side of [-1, 1]) {
        const root = (a / 2) * (1 + side * node);
        const x = root * root;
        const inner = -(b2 / x + product) / 2;
        if (inner <= -100) continue;
        const rest = Math.sqrt(1 - x);
        const exact = exp((-product * x) / (2 * (1 + rest) * (1 + rest))) / rest;
        sum += (a / 2) * weight * exp(inner) * (exact - (1 + c * x * (1 + d * x)));
      }
    }
    sum = -sum / TWO_PI;
  }
  if (rho > 0) return sum + normalCdf(-Math.max(h, k));
  return k > h ? normalInterval(h, k) - sum : -sum;
};

/**
 * P(X ≤ h, Y ≤ k) for standard normal X and Y of correlation rho. Absolute error below 1e-15; the relative error grows
 * where the probability is far smaller than that of either margin.
 * @param h - any number, ±Infinity included
 * @param k - any number, ±Infinity included
 * @param rho - −1 … 1, ±1 included; NaN outside
 *
 * Source: Drezner and Wesolowsky, "On the computation of the bivariate normal integral", J. Stat. Comput. Simul. 35
 * (1990); with the changes of Genz, "Numerical computation of rectangular bivariate and trivariate normal and t
 * probabilities", Statistics and Computing 14 (2004), section 2.
 */
export const bivariateNormalCdf = (h: number, k: number, rho: number): number => {
  if (!(rho >= -1 && rho <= 1) || Number.isNaN(h) || Number.isNaN(k)) return NaN;
  if (h === -Infinity || k === -Infinity) return 0;
  if (h === Infinity) return normalCdf(k);
  if (k === Infinity) return normalCdf(h);
  const p = Math.abs(rho) < 0.925 ? moderateCorrelation(-h, -k, rho) : strongCorrelation(-h, -k, rho);
  return p < 0 ? 0 : Math.min(p, 1);
};

/**
 * P(x0 < X ≤ x1, y0 < Y ≤ y1) for standard normal X and Y of correlation rho. Absolute error below 4e-15; boxes in
 * any quadrant are turned to the lower one first, so that far boxes lose no more than near ones. 0 for an empty box.
 */
export const bivariateNormalRectangle = (x0: number, x1: number, y0: number, y1: number, rho: number): number => {
  if (x0 >= x1 || y0 >= y1) return 0;
  // Turning one axis turns the sign of the correlation.
  const turnX = x0 + x1 > 0;
  const turnY = y0 + y1 > 0;
  const [a, b] = turnX ? [-x1, -x0] : [x0, x1];
  const [c, d] = turnY ? [-y1, -y0] : [y0, y1];
  const r = turnX === turnY ? rho : -rho;
  const p =
    bivariateNormalCdf(b, d, r) -
    bivariateNormalCdf(a, d, r) -
    (bivariateNormalCdf(b, c, r) - bivariateNormalCdf(a, c, r));
  return Math.max(p, 0);
};
