import { describe, expect, it } from 'vitest';
import { tanh } from './tanh.js';

describe('tanh', () => {
  it('is odd, bounded, and within 3 ulp of the engine’s', () => {
    let [worst, odd] = [0, 0];
    for (let i = 0; i < 20_000; i++) {
      const x = ((i * 7919) % 20_000) / 800 - 12.5 + i * 1e-9;
      worst = Math.max(worst, Math.abs(tanh(x) / Math.tanh(x) - 1));
      odd = Math.max(odd, Math.abs(tanh(-x) + tanh(x)));
    }
    expect(worst).toBeLessThanOrEqual(3 * 2 ** -52);
    expect(odd).toBeLessThanOrEqual(4 * 2 ** -53);
  });

  it.each([
    [0, 0],
    [1e-300, 1e-300],
    [19.9, 1],
    [80, 1],
    [-1e9, -1],
    [Number.POSITIVE_INFINITY, 1],
    [Number.NEGATIVE_INFINITY, -1],
    [Number.NaN, Number.NaN],
  ])('of %f is %f', (x, y) => {
    expect(tanh(x)).toBe(y);
  });
});
