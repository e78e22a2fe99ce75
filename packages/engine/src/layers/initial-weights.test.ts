import { createRandomSource } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { initialWeights, linearParameters } from './initial-weights.js';

const random = createRandomSource(5);

describe('initialWeights', () => {
  it('draws weights and bias of a layer from ±1/√inputs', () => {
    const { 'a/weight': weight, 'a/bias': bias } = initialWeights(linearParameters('a', 100, 400), random);
    expect(weight).toMatchObject({ dtype: 'F32', shape: [100, 400] });
    expect(bias).toMatchObject({ dtype: 'F32', shape: [1, 400] });
    const values = [...(weight!.data as Float32Array), ...(bias!.data as Float32Array)];
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(0.1);
    // A uniform on ±b has variance b²/3; of n draws the mean's standard error is b/√(3n), the mean square's is b²·√(4/45n).
    const n = values.length;
    const mean = values.reduce((sum, value) => sum + value, 0) / n;
    const square = values.reduce((sum, value) => sum + value * value, 0) / n;
    expect(Math.abs(mean)).toBeLessThan(4 * (0.1 / Math.sqrt(3 * n)));
    expect(Math.abs(square - 0.01 / 3)).toBeLessThan(4 * 0.01 * Math.sqrt(4 / 45 / n));
  });

  it('starts others at one value, and gives each its own numbers by name', () => {
    const gamma = { name: 'gamma', rows: 1, cols: 3, start: { value: 1 } } as const;
    const [a, b] = [linearParameters('a', 4, 3, { bias: false }), linearParameters('b', 4, 3)];
    const all = initialWeights([gamma, ...a, ...b], random);
    expect([...(all.gamma!.data as Float32Array)]).toEqual([1, 1, 1]);
    expect(Object.keys(all)).toEqual(['gamma', 'a/weight', 'b/weight', 'b/bias']);
    expect(all['a/weight']!.data).not.toEqual(all['b/weight']!.data);
    expect(initialWeights(b, random)['b/weight']).toEqual(all['b/weight']);
  });
});
