import { throwIfAborted, yieldToEventLoop } from '@cvd/core';

/** A smooth function to be made small. */
export interface Objective {
  readonly size: number;
  /** The value at x; its gradient is written into `gradient`. */
  evaluate(x: Float64Array, gradient: Float64Array): number;
  /** Multiplies a vector by about the inverse of the second derivatives, in place; symmetric, positive definite. */
  precondition(vector: Float64Array): void;
}

export interface LbfgsOptions {
  /** Stops when no coordinate of the gradient is larger. */
  readonly tolerance: number;
  readonly maxIterations: number;
  readonly signal?: AbortSignal | undefined;
}

export interface LbfgsMinimum {
  readonly x: Float64Array;
  readonly iterations: number;
  /** Whether the tolerance was reached, or rounding allowed no smaller value. */
  readonly converged: boolean;
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/** Steps and changes of the gradient that are kept. */
const MEMORY = 20;

interface Pair {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly rho: number;
}

/** −H·gradient by the two loops of Nocedal, between which the preconditioner stands. */
const direction = (
  gradient: Float64Array,
  pairs: readonly Pair[],
  precondition: Objective['precondition'],
): Float64Array => {
  const out = gradient.map((g) => -g);
  const alphas = new Float64Array(pairs.length);
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { step, change, rho } = pairs[k]!;
    const alpha = (alphas[k] = rho * dot(step, out));
    for (let i = 0; i < out.length; i++) out[i]! -= alpha * change[i]!;
  }
  precondition(out);
  const last = pairs.at(-1);
  if (last) {
    const conditioned = last.change.slice();
    precondition(conditioned);
    const scale = 1 / (last.rho * dot(last.change, conditioned));
    for (let i = 0; i < out.length; i++) out[i]! *= scale;
  }
  for (let k = 0; k < pairs.length; k++) {
    const { step, change, rho } = pairs[k]!;
    const beta = rho * dot(change, out);
    for (let i = 0; i < out.length; i++) out[i]! += (alphas[k]! - beta) * step[i]!;
  }
  return out;
};

/**
 * The minimum of a convex function by preconditioned L-BFGS with a backtracking line search, from 0. Other work on this thread gets its
 * turn after each iteration.
 * @throws {AbortedError} when the signal fires
 * Source: Nocedal and Wright, Numerical Optimization, 2nd ed., algorithms 7.4 and 7.5.
 */
export const minimizeLbfgs = async (
  operation: string,
  { size, evaluate, precondition }: Objective,
  { tolerance, maxIterations, signal }: LbfgsOptions,
): Promise<LbfgsMinimum> => {
  let x = new Float64Array(size);
  let gradient = new Float64Array(size);
  let value = evaluate(x, gradient);
  const pairs: Pair[] = [];
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    throwIfAborted(signal, operation);
    if (gradient.every((g) => Math.abs(g) <= tolerance)) return { x, iterations: iteration, converged: true };
    const along = direction(gradient, pairs, precondition);
    const slope = dot(along, gradient);
    const nextGradient = new Float64Array(size);
    let next = x;
    let nextValue = value;
    let accepted = false;
    for (let t = 1; t > 1e-10; t /= 2) {
      next = x.map((xi, i) => xi + t * along[i]!);
      nextValue = evaluate(next, nextGradient);
      // Near the minimum values differ by rounding only; there the slope decides.
      const flat =
        Math.abs(nextValue - value) <= 1e-12 * Math.abs(value) && Math.abs(dot(along, nextGradient)) <= -slope;
      if (nextValue <= value + 1e-4 * t * slope || flat) {
        accepted = true;
        break;
      }
    }
    // No step makes it smaller: this is as near as rounding lets it come.
    if (!accepted) return { x, iterations: iteration, converged: true };
    const step = next.map((xi, i) => xi - x[i]!);
    const change = nextGradient.map((g, i) => g - gradient[i]!);
    const curved = dot(step, change);
    if (curved > 0) {
      pairs.push({ step, change, rho: 1 / curved });
      if (pairs.length > MEMORY) pairs.shift();
    }
    x = next;
    gradient = nextGradient;
    value = nextValue;
    await yieldToEventLoop();
  }
  return { x, iterations: maxIterations, converged: false };
};
