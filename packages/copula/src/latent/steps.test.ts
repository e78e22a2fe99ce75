import { normalInterval, normalQuantile } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { stepsOf } from './steps.js';

describe('stepsOf', () => {
  it('cuts the normal into the given shares', () => {
    const { cuts } = stepsOf(Float64Array.of(1, 2, 1));
    expect(cuts[0]).toBeCloseTo(normalQuantile(0.25), 14);
    expect(cuts[1]).toBe(-cuts[0]!);
  });

  it('scores each level by its conditional mean', () => {
    const masses = Float64Array.of(0.2, 0.5, 0.3);
    const { cuts, scores } = stepsOf(masses);
    // E[Z; a < Z ≤ b] by the midpoint rule; its error at 20,000 points is below 1e-6.
    const ends = [-9, ...cuts, 9];
    masses.forEach((mass, k) => {
      let sum = 0;
      const width = (ends[k + 1]! - ends[k]!) / 20_000;
      for (let i = 0; i < 20_000; i++) {
        const z = ends[k]! + (i + 0.5) * width;
        sum += z * normalInterval(z - width / 2, z + width / 2);
      }
      expect(scores[k]).toBeCloseTo(sum / mass, 5);
    });
    expect(masses.reduce((sum, mass, k) => sum + mass * scores[k]!, 0)).toBeCloseTo(0, 14);
  });

  it('gives levels of no mass no room', () => {
    const { cuts, scores } = stepsOf(Float64Array.of(0, 3, 0, 1, 0));
    expect(cuts[0]).toBe(-Infinity);
    expect(cuts[1]).toBe(cuts[2]);
    expect(cuts[3]).toBe(Infinity);
    expect([scores[0], scores[2], scores[4]]).toEqual([0, 0, 0]);
  });
});
