import { describe, expect, it } from 'vitest';
import { firstWhere, nextDouble } from './threshold.js';

describe('firstWhere', () => {
  it.each([-1e308, -2.5, -5e-324, 0, 5e-324, 0.1, 29.995, 1e16, 1.7976931348623157e308])('finds %d exactly', (edge) => {
    expect(firstWhere((value) => value >= edge)).toBe(edge === 0 ? -0 : edge);
    expect(firstWhere((value) => value > edge)).toBe(nextDouble(edge));
  });
  it('gives -Infinity where the test always holds and Infinity where it never does', () => {
    expect(firstWhere(() => true)).toBe(Number.NEGATIVE_INFINITY);
    expect(firstWhere(() => false)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('nextDouble', () => {
  it('steps over zero and powers of two', () => {
    expect(nextDouble(0)).toBe(5e-324);
    expect(nextDouble(-0)).toBe(5e-324);
    expect(nextDouble(-5e-324)).toBe(-0);
    expect(nextDouble(1)).toBe(1 + Number.EPSILON);
    expect(nextDouble(Number.MAX_VALUE)).toBe(Number.POSITIVE_INFINITY);
  });
});
