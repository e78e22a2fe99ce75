import { DomainError } from '../errors/domain-error.js';
import { NoConvergenceError } from '../errors/no-convergence-error.js';

export interface FindRootOptions {
  /** Largest error of the root, beside its rounding. @default 1e-12 */
  readonly tolerance?: number;
  /** @default 200 */
  readonly maxIterations?: number;
}

/**
 * A root of a continuous function between two points where its signs differ.
 * @throws {DomainError} when the signs do not differ (NaN included)
 * @throws {NoConvergenceError} after `maxIterations`
 * Source: Brent, Algorithms for Minimization without Derivatives (1973), chapter 4.
 */
export const findRoot = (
  f: (x: number) => number,
  low: number,
  high: number,
  { tolerance = 1e-12, maxIterations = 200 }: FindRootOptions = {},
): number => {
  let a = low;
  let b = high;
  let fa = f(a);
  let fb = f(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa < 0 !== fb < 0) || Number.isNaN(fa) || Number.isNaN(fb)) {
    throw new DomainError('findRoot', `the function must change its sign, but is ${fa} at ${low} and ${fb} at ${high}`);
  }
  // b is the best point so far, c the other end of the bracket, a the point before b.
  let c = a;
  let fc = fa;
  let step = b - a;
  let previous = step;
  for (let i = 0; i < maxIterations; i++) {
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const limit = 2 ** -52 * Math.abs(b) + tolerance / 2;
    const half = (c - b) / 2;
    if (Math.abs(half) <= limit || fb === 0) return b;
    if (Math.abs(previous) < limit || Math.abs(fa) <= Math.abs(fb)) {
      step = previous = half;
    } else {
      // Secant, or inverse quadratic interpolation through three points.
      const s = fb / fa;
      const q = fa / fc;
      const r = fb / fc;
      let p = a === c ? 2 * half * s : s * (2 * half * q * (q - r) - (b - a) * (r - 1));
      let d = a === c ? 1 - s : (q - 1) * (r - 1) * (s - 1);
      if (p > 0) d = -d;
      else p = -p;
      if (2 * p < Math.min(3 * half * d - Math.abs(limit * d), Math.abs(previous * d))) {
        previous = step;
        step = p / d;
      } else step = previous = half;
    }
    a = b;
    fa = fb;
    b += Math.abs(step) > limit ? step : half > 0 ? limit : -limit;
    fb = f(b);
    if (Number.isNaN(fb)) throw new DomainError('findRoot', `the function is not a number at ${b}`);
    if (fb < 0 === fc < 0) {
      c = a;
      fc = fa;
      step = previous = b - a;
    }
  }
  throw new NoConvergenceError('findRoot', maxIterations);
};
