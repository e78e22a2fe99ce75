import { describe, expect, it } from 'vitest';
import { DomainError } from '../errors/domain-error.js';
import { NoConvergenceError } from '../errors/no-convergence-error.js';
import { findRoot } from './find-root.js';
import { minimize } from './minimize.js';
import { minimizeScalar } from './minimize-scalar.js';

describe('findRoot', () => {
  it('finds roots of smooth, flat and steep functions to the tolerance', () => {
    expect(findRoot((x) => x * x - 2, 0, 2)).toBeCloseTo(Math.SQRT2, 12);
    expect(findRoot((x) => Math.exp(x) - 1e-6, -50, 5)).toBeCloseTo(Math.log(1e-6), 11);
    expect(findRoot((x) => (x - 0.3) ** 9, -1, 2)).toBeCloseTo(0.3, 12);
    expect(findRoot((x) => Math.atan(1e6 * (x - 0.123)), -1, 1)).toBeCloseTo(0.123, 12);
    expect(findRoot((x) => (x < 0.7 ? -1 : 1), 0, 1)).toBeCloseTo(0.7, 12);
    expect(findRoot((x) => x - 1, 1, 5)).toBe(1);
  });

  it('needs far fewer steps than bisection', () => {
    let calls = 0;
    const cosineMinusX = (x: number): number => {
      calls += 1;
      return Math.cos(x) - x;
    };
    findRoot(cosineMinusX, 0, 1);
    expect(calls).toBeLessThan(12);
  });

  it('refuses a bracket without a change of sign, and stops where told', () => {
    expect(() => findRoot((x) => x * x + 1, -1, 1)).toThrow(DomainError);
    expect(() => findRoot(() => NaN, -1, 1)).toThrow(DomainError);
    expect(() => findRoot((x) => x ** 3 - 2, 0, 1e6, { maxIterations: 3 })).toThrow(NoConvergenceError);
  });
});

describe('minimizeScalar', () => {
  it('finds minima inside and at the ends', () => {
    const inside = minimizeScalar((x) => (x - 0.3) ** 2 + 1, -2, 5);
    expect(inside.converged).toBe(true);
    expect(inside.x).toBeCloseTo(0.3, 7);
    expect(inside.value).toBeCloseTo(1, 14);
    expect(minimizeScalar((x) => (x - 0.3) ** 2, -2, 5).evaluations).toBeLessThan(12);
    expect(minimizeScalar((x) => Math.abs(x - 0.77), -1, 1).x).toBeCloseTo(0.77, 7);
    expect(minimizeScalar((x) => x, -1, 1).x).toBeCloseTo(-1, 7);
    expect(minimizeScalar((x) => -x, -1, 1).x).toBeCloseTo(1, 7);
    expect(minimizeScalar((x) => (x < 0 ? NaN : x - Math.log(x)), -1, 4).x).toBeCloseTo(1, 7);
  });

  it('says when it ran out of evaluations', () => {
    expect(minimizeScalar((x) => (x - 0.3) ** 4, -2, 5, { maxEvaluations: 5 })).toMatchObject({
      converged: false,
      evaluations: 5,
    });
  });
});

describe('minimize', () => {
  it('finds the minimum of a quadratic and of a curved valley', () => {
    const quadratic = minimize(([x, y, z]) => (x! - 1) ** 2 + 4 * (y! + 2) ** 2 + (z! - x!) ** 2 + 7, [0, 0, 0]);
    expect(quadratic.converged).toBe(true);
    expect(quadratic.value).toBeCloseTo(7, 12);
    for (const [i, v] of [1, -2, 1].entries()) expect(quadratic.x[i]).toBeCloseTo(v, 6);
    const rosenbrock = minimize(([x, y]) => 100 * (y! - x! * x!) ** 2 + (1 - x!) ** 2, [-1.2, 1]);
    expect(rosenbrock.converged).toBe(true);
    expect(rosenbrock.x[0]).toBeCloseTo(1, 6);
    expect(rosenbrock.x[1]).toBeCloseTo(1, 6);
    expect(minimize(([x]) => Math.cosh(x! - 3), [0]).x[0]).toBeCloseTo(3, 6);
  });

  it('keeps to the domain of a function that is NaN elsewhere', () => {
    // Minimum of x − log x at 1, undefined for x ≤ 0.
    expect(minimize(([x]) => (x! > 0 ? x! - Math.log(x!) : NaN), [0.05], { step: -0.2 }).x[0]).toBeCloseTo(1, 6);
    expect(() => minimize(() => NaN, [1])).toThrow(DomainError);
  });

  it('says when it ran out of evaluations', () => {
    const { converged, evaluations } = minimize(([x, y]) => x! ** 2 + y! ** 2, [5, 5], { maxEvaluations: 20 });
    expect(converged).toBe(false);
    expect(evaluations).toBeLessThan(26);
  });
});
