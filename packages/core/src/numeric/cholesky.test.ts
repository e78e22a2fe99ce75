import { describe, expect, it } from 'vitest';
import { NotPositiveDefiniteError } from '../errors/not-positive-definite-error.js';
import { choleskyInto } from './cholesky.js';
import { randomCorrelation } from './fixtures/random-correlation.js';
import { invertFromLowerInto, lowerTimesInto, solveLowerInto, solveLowerTransposedInto } from './triangular.js';

const n = 30;
const a = randomCorrelation(n, 60, 1);
const l = new Float64Array(n * n).fill(9);
choleskyInto(l, a, n);

describe('choleskyInto', () => {
  it('gives the factor of a matrix known by hand', () => {
    const out = new Float64Array(9);
    choleskyInto(out, Float64Array.of(4, 99, 99, 12, 37, 99, -16, -43, 98), 3);
    expect(Array.from(out)).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
  });

  it('multiplies back to the matrix, also in place', () => {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let k = 0; k < n; k++) sum += l[i * n + k]! * l[j * n + k]!;
        expect(Math.abs(sum - a[i * n + j]!)).toBeLessThan(1e-14);
        if (j > i) expect(l[i * n + j]).toBe(0);
      }
    }
    const same = a.slice();
    choleskyInto(same, same, n);
    expect(same).toEqual(l);
  });

  it('names the pivot where a matrix fails', () => {
    const singular = Float64Array.of(1, 0.5, 0.5, 0.5, 1, 1, 0.5, 1, 1);
    const attempt = (m: Float64Array) => () => choleskyInto(new Float64Array(9), m, 3);
    expect(attempt(singular)).toThrow(NotPositiveDefiniteError);
    expect(attempt(singular)).toThrow(expect.objectContaining({ pivot: 2, code: 'CVD_NOT_POSITIVE_DEFINITE' }));
    expect(attempt(Float64Array.of(1, 0, 0, 0, NaN, 0, 0, 0, 1))).toThrow(expect.objectContaining({ pivot: 1 }));
  });
});

describe('triangular functions', () => {
  const x = Float64Array.from({ length: n }, (_, i) => Math.sin(i));

  it('solve what the product makes', () => {
    const b = new Float64Array(n);
    lowerTimesInto(b, l, x, n);
    expect(b[1]).toBeCloseTo(l[n]! * x[0]! + l[n + 1]! * x[1]!, 15);
    solveLowerInto(b, l, b, n);
    expect(Math.max(...b.map((v, i) => Math.abs(v - x[i]!)))).toBeLessThan(1e-13);
  });

  it('solve with both factors, and invert', () => {
    const b = new Float64Array(n);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) b[i]! += a[i * n + j]! * x[j]!;
    const half = new Float64Array(n);
    const back = new Float64Array(n);
    solveLowerInto(half, l, b, n);
    solveLowerTransposedInto(back, l, half, n);
    expect(Math.max(...back.map((v, i) => Math.abs(v - x[i]!)))).toBeLessThan(1e-12);
    const inverse = new Float64Array(n * n);
    invertFromLowerInto(inverse, l, n);
    const again = new Float64Array(n);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) again[i]! += inverse[i * n + j]! * b[j]!;
    expect(Math.max(...again.map((v, i) => Math.abs(v - x[i]!)))).toBeLessThan(1e-12);
  });
});
