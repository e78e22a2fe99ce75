const GOLDEN = 0.3819660112501051;

export interface ScalarMinimum {
  readonly x: number;
  readonly value: number;
  readonly evaluations: number;
  /** Whether the tolerance was reached within the evaluations allowed. */
  readonly converged: boolean;
}

export interface MinimizeScalarOptions {
  /** Largest error of x, absolute; below 1e-8 of |x| rounding of the function hides the minimum. @default 1e-8 */
  readonly tolerance?: number;
  /** @default 100 */
  readonly maxEvaluations?: number;
}

/**
 * A local minimum of a continuous function between two points; the minimum if there is one only. The ends themselves
 * are approached but not evaluated. NaN counts as worse than any value.
 * Source: Brent, Algorithms for Minimization without Derivatives (1973), chapter 5.
 */
export const minimizeScalar = (
  f: (x: number) => number,
  low: number,
  high: number,
  { tolerance = 1e-8, maxEvaluations = 100 }: MinimizeScalarOptions = {},
): ScalarMinimum => {
  const evaluate = (at: number): number => {
    const value = f(at);
    return Number.isNaN(value) ? Infinity : value;
  };
  let a = low;
  let b = high;
  // x is the best point, w the second best, v the one that w was before.
  let x = a + GOLDEN * (b - a);
  let w = x;
  let v = x;
  let fx = evaluate(x);
  let fw = fx;
  let fv = fx;
  let step = 0;
  let previous = 0;
  let evaluations = 1;
  for (;;) {
    const middle = (a + b) / 2;
    const limit = 1e-11 * Math.abs(x) + tolerance / 3;
    if (Math.abs(x - middle) <= 2 * limit - (b - a) / 2) return { x, value: fx, evaluations, converged: true };
    if (evaluations >= maxEvaluations) return { x, value: fx, evaluations, converged: false };
    let parabolic = false;
    if (Math.abs(previous) > limit) {
      const r = (x - w) * (fx - fv);
      const s = (x - v) * (fx - fw);
      let p = (x - v) * s - (x - w) * r;
      let q = 2 * (s - r);
      if (q > 0) p = -p;
      else q = -q;
      if (Math.abs(p) < Math.abs(0.5 * q * previous) && p > q * (a - x) && p < q * (b - x)) {
        previous = step;
        step = p / q;
        parabolic = true;
        const u = x + step;
        if (u - a < 2 * limit || b - u < 2 * limit) step = x < middle ? limit : -limit;
      }
    }
    if (!parabolic) {
      previous = x < middle ? b - x : a - x;
      step = GOLDEN * previous;
    }
    const u = x + (Math.abs(step) >= limit ? step : step > 0 ? limit : -limit);
    const fu = evaluate(u);
    evaluations++;
    if (fu <= fx) {
      if (u < x) b = x;
      else a = x;
      [v, w, x] = [w, x, u];
      [fv, fw, fx] = [fw, fx, fu];
    } else {
      if (u < x) a = u;
      else b = u;
      if (fu <= fw || w === x) {
        [v, w] = [w, u];
        [fv, fw] = [fw, fu];
      } else if (fu <= fv || v === x || v === w) {
        v = u;
        fv = fu;
      }
    }
  }
};
