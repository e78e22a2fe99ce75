import { DomainError } from '../errors/domain-error.js';

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly evaluations: number;
  /** Whether both tolerances were reached within the evaluations allowed. */
  readonly converged: boolean;
}

export interface MinimizeOptions {
  /** Size of the first simplex along each coordinate; one number for all. @default 0.1 */
  readonly step?: number | readonly number[];
  /** Largest distance of the simplex' points from the best one, in any coordinate. @default 1e-8 */
  readonly tolerance?: number;
  /** Largest difference of values over the simplex, relative to 1 + |best|. @default 1e-12 */
  readonly valueTolerance?: number;
  /** @default 400 times the number of coordinates */
  readonly maxEvaluations?: number;
}

interface Point {
  readonly x: Float64Array;
  readonly value: number;
}

/**
 * A local minimum of a function of n coordinates without derivatives, by the Nelder–Mead simplex; for n up to about 8.
 * Coordinates should be scaled alike (logarithms of positive parameters, for instance). NaN counts as Infinity, so
 * that a function may refuse points outside its domain.
 * @throws {DomainError} when the value at the start is not finite
 * Source: Nelder and Mead, Computer J. 7 (1965), with the dimension-dependent coefficients of Gao and Han,
 * Comput. Optim. Appl. 51 (2012).
 */
export const minimize = (
  f: (x: Float64Array) => number,
  start: ArrayLike<number>,
  { step = 0.1, tolerance = 1e-8, valueTolerance = 1e-12, maxEvaluations = 400 * start.length }: MinimizeOptions = {},
): Minimum => {
  const n = start.length;
  let evaluations = 0;
  const evaluate = (x: Float64Array): number => {
    evaluations++;
    const value = f(x);
    return Number.isNaN(value) ? Infinity : value;
  };
  const simplex: Point[] = Array.from({ length: n + 1 }, (_, i) => {
    const x = Float64Array.from(start);
    if (i > 0) x[i - 1]! += typeof step === 'number' ? step : step[i - 1]!;
    return { x, value: evaluate(x) };
  });
  if (!Number.isFinite(simplex[0]!.value)) {
    throw new DomainError('minimize', `the function must be finite at the start, but is ${simplex[0]!.value}`);
  }
  // Gao and Han's coefficients equal the classical ones at n = 2; one coordinate takes the classical ones as well.
  const m = Math.max(2, n);
  const expansion = 1 + 2 / m;
  const contraction = 0.75 - 0.5 / m;
  const shrinkage = 1 - 1 / m;
  const centre = new Float64Array(n);
  for (;;) {
    simplex.sort((p, q) => (p.value < q.value ? -1 : p.value > q.value ? 1 : 0));
    const best = simplex[0]!;
    const worst = simplex[n]!;
    let spread = 0;
    for (const { x } of simplex) for (let j = 0; j < n; j++) spread = Math.max(spread, Math.abs(x[j]! - best.x[j]!));
    const flat = worst.value - best.value <= valueTolerance * (1 + Math.abs(best.value));
    const converged = spread <= tolerance && flat;
    if (converged || evaluations >= maxEvaluations) return { ...best, evaluations, converged };
    centre.fill(0);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) centre[j]! += simplex[i]!.x[j]! / n;
    const along = (t: number): Point => {
      const x = centre.map((c, j) => c + t * (c - worst.x[j]!));
      return { x, value: evaluate(x) };
    };
    const reflected = along(1);
    if (reflected.value < best.value) {
      const expanded = along(expansion);
      simplex[n] = expanded.value < reflected.value ? expanded : reflected;
      continue;
    }
    if (reflected.value < simplex[n - 1]!.value) {
      simplex[n] = reflected;
      continue;
    }
    const outside = reflected.value < worst.value;
    const contracted = along(outside ? contraction : -contraction);
    if (contracted.value < (outside ? reflected.value : worst.value)) {
      simplex[n] = contracted;
      continue;
    }
    for (let i = 1; i <= n; i++) {
      const x = simplex[i]!.x.map((v, j) => best.x[j]! + shrinkage * (v - best.x[j]!));
      simplex[i] = { x, value: evaluate(x) };
    }
  }
};
