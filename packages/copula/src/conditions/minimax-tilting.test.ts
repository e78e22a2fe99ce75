import { bivariateNormalRectangle, choleskyInto, createRandomSource, exp, normalInterval } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { planConditions } from './conditional-plan.js';
import { interval } from './latent-cell.js';
import { minimaxTilt } from './minimax-tilting.js';
import { tiltedProposal } from './tilted-proposal.js';

const factor = (matrix: readonly (readonly number[])[]): Float64Array => {
  const out = new Float64Array(matrix.length ** 2);
  choleskyInto(out, Float64Array.from(matrix.flat()), matrix.length);
  return out;
};

/** Probability of a box by the plan's own proposals, and the share of them that is kept. */
const estimate = (matrix: readonly (readonly number[])[], low: readonly number[], high: readonly number[]) => {
  const d = matrix.length;
  const conditions = low.map((l, k) => ({ factor: k, cells: [interval(l, high[k]!)] }));
  const plan = planConditions(conditions, Float64Array.from(matrix.flat()), d);
  const proposal = tiltedProposal(plan);
  const normals = new Float64Array(d);
  const random = createRandomSource(3);
  let kept = 0;
  for (let i = 0; i < 5000; i++) kept += proposal.propose(normals, random, i, 0).keep / 5000;
  return { probability: exp(proposal.logMass) * kept, kept };
};

describe('minimaxTilt', () => {
  it('bounds the probability of the box from above, closely', () => {
    for (const rho of [-0.9, 0, 0.5, 0.95]) {
      const { bound } = minimaxTilt(
        factor([
          [1, rho],
          [rho, 1],
        ]),
        Float64Array.of(1, 0.5),
        Float64Array.of(Infinity, 3),
      );
      const p = bivariateNormalRectangle(1, Infinity, 0.5, 3, rho);
      expect(exp(bound)).toBeGreaterThanOrEqual(p * (1 - 1e-9));
      expect(exp(bound)).toBeLessThan(p * 3);
    }
  });

  it('is exact for one variable and for independent ones', () => {
    const one = minimaxTilt(factor([[1]]), Float64Array.of(0.3), Float64Array.of(0.9));
    expect(exp(one.bound)).toBeCloseTo(normalInterval(0.3, 0.9), 12);
    const three = minimaxTilt(
      factor([
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ]),
      Float64Array.of(1, -1, 2),
      Float64Array.of(2, 1, 5),
    );
    expect(exp(three.bound)).toBeCloseTo(normalInterval(1, 2) * normalInterval(-1, 1) * normalInterval(2, 5), 8);
  });
});

describe('tiltedProposal', () => {
  it('estimates the probability of boxes far out', () => {
    for (const [a, b, rho] of [
      [4, 4, 0.5],
      [3, 3, -0.5],
      [5, -1, 0.9],
    ] as const) {
      const { probability, kept } = estimate(
        [
          [1, rho],
          [rho, 1],
        ],
        [a, b],
        [Infinity, Infinity],
      );
      const truth = bivariateNormalRectangle(a, Infinity, b, Infinity, rho);
      expect(Math.abs(probability / truth - 1)).toBeLessThan(0.05);
      expect(kept).toBeGreaterThan(0.2);
    }
  });

  it('knows the orthant probability of equal correlations ½ in ten dimensions: 1/11', () => {
    const matrix = Array.from({ length: 10 }, (_, i) => Array.from({ length: 10 }, (_, j) => (i === j ? 1 : 0.5)));
    const { probability, kept } = estimate(matrix, Array(10).fill(0), Array(10).fill(Infinity));
    expect(Math.abs(probability * 11 - 1)).toBeLessThan(0.05);
    expect(kept).toBeGreaterThan(0.1);
  });
});
