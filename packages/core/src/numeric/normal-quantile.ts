import { scaledUpperTail } from './erfc.js';
import { exp, expm1 } from './exp.js';
import { log } from './log.js';

const INV_SQRT_2PI = 0.3989422804014327;

/** AS 241 for |p − ½| ≤ 0.425: q·A(0.180625 − q²)/B(…). */
const central = (q: number): number => {
  const r = 0.180625 - q * q;
  return (
    (q *
      (((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r +
        13731.69376550946) *
        r +
        1971.5909503065513) *
        r +
        133.14166789178438) *
        r +
        3.3871328727963665)) /
    (((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r +
      5394.196021424751) *
      r +
      687.1870074920579) *
      r +
      42.31333070160091) *
      r +
      1)
  );
};

/** AS 241 for a tail probability p < 0.075, given r = √(−log p) ≤ 27: the upper quantile. */
const tail = (root: number): number => {
  if (root <= 5) {
    const r = root - 1.6;
    return (
      (((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r + 1.2704582524523684) * r +
        3.6478483247632045) *
        r +
        5.769497221460691) *
        r +
        4.630337846156546) *
        r +
        1.4234371107496835) /
      (((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r + 0.14810397642748008) *
        r +
        0.6897673349851) *
        r +
        1.6763848301838038) *
        r +
        2.053191626637759) *
        r +
        1)
    );
  }
  const r = root - 5;
  return (
    (((((((2.0103343992922881e-7 * r + 0.000027115555687434876) * r + 0.0012426609473880784) * r +
      0.026532189526576124) *
      r +
      0.29656057182850487) *
      r +
      1.7848265399172913) *
      r +
      5.463784911164114) *
      r +
      6.657904643501103) /
    (((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 0.000018463183175100548) * r +
      0.0007868691311456133) *
      r +
      0.014875361290850615) *
      r +
      0.1369298809227358) *
      r +
      0.599832206555888) *
      r +
      1)
  );
};

/**
 * Quantile of the standard normal: the x with P(Z ≤ x) = p. Relative error below 1e-15 for p from 5e-324 to 1 − 2⁻⁵³,
 * except where x itself is near 0, where the error is that of p.
 * normalQuantile(0) = −Infinity, normalQuantile(1) = Infinity, NaN outside [0, 1]. For a probability close to 1 that is
 * known as its complement c, −normalQuantile(c) is exact where 1 − c would not be.
 *
 * Source: Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37 (1988),
 * function PPND16.
 */
export const normalQuantile = (p: number): number => {
  const q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) return central(q);
  if (q < 0) return p > 0 ? -tail(Math.sqrt(-log(p))) : p === 0 ? -Infinity : NaN;
  return p < 1 ? tail(Math.sqrt(-log(1 - p))) : p === 1 ? Infinity : NaN;
};

/** The upper quantile x at log P(Z > x) = logTail for logTail < −700, beyond the range of AS 241 and of doubles. */
const farTail = (logTail: number): number => {
  // x²/2 + log(x√2π) ≈ −logTail, then Newton on log P(Z > x), which is smooth and nearly quadratic there.
  let x = Math.sqrt(-2 * logTail - log(-4 * Math.PI * logTail));
  for (let i = 0; i < 3; i++) {
    const scaled = scaledUpperTail(x);
    const hazard = INV_SQRT_2PI / scaled;
    x += (log(scaled) - 0.5 * x * x - logTail) / hazard;
  }
  return x;
};

/**
 * Quantile of the standard normal at p = e^logP, for probabilities too small for a double as well: finite down to
 * logP = −1e300. Relative error below 1e-14 where logP is exact. NaN for logP > 0.
 */
export const normalQuantileFromLog = (logP: number): number => {
  if (logP < -700) return logP === -Infinity ? logP : -farTail(logP);
  if (logP < -2.6) return -tail(Math.sqrt(-logP));
  if (logP < -0.7) return normalQuantile(exp(logP));
  return logP <= 0 ? -normalQuantile(-expm1(logP)) : NaN;
};
