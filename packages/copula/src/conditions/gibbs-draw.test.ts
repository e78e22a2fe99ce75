import { bivariateNormalRectangle, createRandomSource } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { mean } from '../../test/support/gaussian.js';
import { planConditions } from './conditional-plan.js';
import { gibbsDraw } from './gibbs-draw.js';
import { interval } from './latent-cell.js';

describe('gibbsDraw', () => {
  it('draws from a correlated box with a hole', () => {
    const rho = 0.8;
    const cells = [[interval(-0.5, 0), interval(1, 2)], [interval(0.2, Infinity)]];
    const plan = planConditions(
      cells.map((list, factor) => ({ factor, cells: list })),
      Float64Array.of(1, rho, rho, 1),
      2,
    );
    const gibbs = gibbsDraw(plan);
    const random = createRandomSource(1);
    const normals = new Float64Array(2);
    const first: number[] = [];
    const n = 4000;
    for (let row = 0; row < n; row++) {
      gibbs(normals, random, row, 0);
      const [z0, z1] = [normals[0]!, plan.lower[2]! * normals[0]! + plan.lower[3]! * normals[1]!];
      const z = [0, 0];
      plan.boxes.forEach(({ factor }, k) => {
        z[factor] = k === 0 ? z0 : z1;
      });
      expect((z[0]! >= -0.5 && z[0]! <= 0) || (z[0]! >= 1 && z[0]! <= 2)).toBe(true);
      expect(z[1]!).toBeGreaterThan(0.2 - 1e-9);
      first.push(z[0]!);
    }
    const left = bivariateNormalRectangle(-0.5, 0, 0.2, Infinity, rho);
    const right = bivariateNormalRectangle(1, 2, 0.2, Infinity, rho);
    const p = left / (left + right);
    const found = mean(first.map((z) => (z < 0.5 ? 1 : 0)));
    expect(Math.abs(found - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / n));
  });
});
