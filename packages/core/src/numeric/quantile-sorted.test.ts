import { describe, expect, it } from 'vitest';
import { quantileSorted } from './quantile-sorted.js';

describe('quantileSorted', () => {
  it('interpolates as NumPy does', () => {
    // numpy.quantile([1, 2, 4, 8, 16], [0, .1, .25, .5, .9, 1])
    const values = [0, 0.1, 0.25, 0.5, 0.9, 1].map((p) => quantileSorted([1, 2, 4, 8, 16], p));
    expect(values).toEqual([1, 1.4, 2, 4, 12.8, 16]);
    expect(quantileSorted([1, 2, 4], 0.75)).toBe(3);
  });

  it('keeps ties and infinities exact, and is NaN without an answer', () => {
    expect(quantileSorted([0.1, 0.1, 0.1], 0.37)).toBe(0.1);
    expect(quantileSorted([0, Infinity, Infinity], 0.7)).toBe(Infinity);
    expect(quantileSorted([], 0.5)).toBeNaN();
    expect(quantileSorted([1], 1.5)).toBeNaN();
    expect(quantileSorted([7], 1)).toBe(7);
  });
});
