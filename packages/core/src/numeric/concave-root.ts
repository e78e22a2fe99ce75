import { NoConvergenceError } from '../errors/no-convergence-error.js';

const MAX_STEPS = 200;

/**
 * The root of a strictly monotone, concave function by Newton's method, which for such functions converges from every
 * start: after one step all iterates lie on the side where the function is negative, and approach the root in order.
 * Logarithms of distribution functions and survival functions with log-concave densities are of this kind.
 * @param step - Newton's step f(u)/f′(u) at u
 * @throws {NoConvergenceError} after 200 steps, or when a step is not a number
 */
export const concaveRoot = (operation: string, start: number, step: (u: number) => number): number => {
  let u = start;
  for (let i = 0; i < MAX_STEPS; i++) {
    const change = step(u);
    if (Number.isNaN(change)) break;
    u -= change;
    // Convergence is quadratic: the error after a step this small is at the rounding of u.
    if (Math.abs(change) <= 1e-10 * Math.max(1e-3, Math.abs(u))) return u - step(u);
  }
  throw new NoConvergenceError(operation, MAX_STEPS);
};
