import { exp, normalLogInterval, normalLogPdf } from '@cvd/core';
import { solveLinearInPlace } from './solve-linear.js';

/** A proposal for a normal vector in a box: coordinate k is drawn with its mean moved by shift[k]. */
interface Tilt {
  readonly shift: Float64Array;
  /** Upper bound of log(likelihood ratio) over the box; its exponential bounds the box's probability. */
  readonly bound: number;
}

interface Point {
  readonly psi: number;
  readonly gradient: Float64Array;
  readonly jacobian: Float64Array;
}

const finiteTimes = (x: number, y: number): number => (Number.isFinite(x) ? x * y : 0);

/**
 * ψ(x, μ) with its gradient and Jacobian in (x₀ … x_{d−2}, μ₀ … μ_{d−2}); the last coordinate's are 0.
 * ψ = Σ_k log P(l_k − c_k − μ_k < Z ≤ u_k − c_k − μ_k) + μ_k²/2 − x_k·μ_k, c_k = Σ_{j<k} S_kj·x_j.
 * @param strict - (d × d), S: the Cholesky factor with rows divided by its diagonal, below the diagonal
 */
const evaluate = (strict: Float64Array, low: Float64Array, high: Float64Array, at: Float64Array): Point => {
  const d = low.length;
  const free = d - 1;
  const size = 2 * free;
  const gradient = new Float64Array(size);
  const jacobian = new Float64Array(size * size);
  let psi = 0;
  for (let k = 0; k < d; k++) {
    const row = k * d;
    const x = k < free ? at[k]! : 0;
    const mu = k < free ? at[free + k]! : 0;
    let centre = mu;
    for (let j = 0; j < k; j++) centre += strict[row + j]! * at[j]!;
    const a = low[k]! - centre;
    const b = high[k]! - centre;
    const logP = normalLogInterval(a, b);
    psi += logP + mu * (0.5 * mu - x);
    const pa = exp(normalLogPdf(a) - logP);
    const pb = exp(normalLogPdf(b) - logP);
    const slope = pa - pb;
    const curve = finiteTimes(a, pa) - finiteTimes(b, pb) - slope * slope;
    for (let j = 0; j < k; j++) {
      gradient[j]! += strict[row + j]! * slope;
      for (let i = 0; i < k; i++) jacobian[j * size + i]! += strict[row + j]! * curve * strict[row + i]!;
    }
    if (k === free) break;
    const m = free + k;
    gradient[k]! -= mu;
    gradient[m]! += mu - x + slope;
    jacobian[m * size + m]! += 1 + curve;
    jacobian[m * size + k]! -= 1;
    jacobian[k * size + m]! -= 1;
    for (let j = 0; j < k; j++) {
      jacobian[m * size + j]! += curve * strict[row + j]!;
      jacobian[j * size + m]! += curve * strict[row + j]!;
    }
  }
  return { psi, gradient, jacobian };
};

const norm = (x: Float64Array): number => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));

/**
 * The minimax tilting of a standard normal vector ε with low < L·ε ≤ high: the saddle point of ψ, found by Newton's method
 * with step halving. ψ is concave in x and convex in μ, so the saddle bounds ψ(·, μ) from above.
 * Cost: a few solutions of 2(d−1) linear equations.
 * @param lower - (d × d) row-major Cholesky factor
 * Where Newton's method does not converge nothing is shifted: then every factor of the ratio is a probability, of which the
 * first is the same for all rows and bounds the product.
 * Source: Botev, "The normal law under linear restrictions: simulation and estimation via minimax tilting", J. R. Statist.
 * Soc. B 79 (2017), sections 2 and 3.
 */
export const minimaxTilt = (lower: Float64Array, low: Float64Array, high: Float64Array): Tilt => {
  const d = low.length;
  const strict = new Float64Array(d * d);
  const a = new Float64Array(d);
  const b = new Float64Array(d);
  for (let k = 0; k < d; k++) {
    const scale = lower[k * d + k]!;
    for (let j = 0; j < k; j++) strict[k * d + j] = lower[k * d + j]! / scale;
    a[k] = low[k]! / scale;
    b[k] = high[k]! / scale;
  }
  const shift = new Float64Array(d);
  const saddle = saddlePoint(strict, a, b);
  if (!saddle) return { shift, bound: normalLogInterval(a[0]!, b[0]!) };
  shift.set(saddle.at.subarray(d - 1));
  return { shift, bound: saddle.psi };
};

/** Newton's method with step halving from x = μ = 0; null where it does not converge. */
const saddlePoint = (
  strict: Float64Array,
  a: Float64Array,
  b: Float64Array,
): { at: Float64Array; psi: number } | null => {
  const size = 2 * (a.length - 1);
  let at = new Float64Array(size);
  let point = evaluate(strict, a, b, at);
  for (let iteration = 0; iteration < 100; iteration++) {
    const slope = norm(point.gradient);
    if (!Number.isFinite(slope) || !Number.isFinite(point.psi)) return null;
    if (slope < 1e-8 * (1 + norm(at))) return { at, psi: point.psi };
    const step = point.gradient.slice();
    if (!solveLinearInPlace(point.jacobian.slice(), step, size)) return null;
    let share = 1;
    let next = at;
    let candidate = point;
    do {
      if (share < 1e-6) return null;
      next = at.map((value, i) => value - share * step[i]!);
      candidate = evaluate(strict, a, b, next);
      share /= 2;
    } while (!(norm(candidate.gradient) < slope));
    at = next;
    point = candidate;
  }
  return null;
};
