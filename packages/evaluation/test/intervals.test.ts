import { describe, expect, it } from 'vitest';
import { quantileFigure } from '../src/figures/quantile-figure.js';
import { wilsonInterval } from '../src/index.js';
import { fixture } from './support.js';

const expected: {
  readonly wilson: readonly (readonly [number, number, number, number, number])[];
  readonly values: Readonly<Record<string, readonly number[]>>;
  readonly quantiles: readonly {
    readonly n: number;
    readonly p: number;
    readonly confidence: number;
    readonly value: number;
    readonly low: number;
    readonly high: number;
  }[];
} = JSON.parse(fixture('fixtures/intervals/intervals.json'));

describe('wilsonInterval', () => {
  it.each(expected.wilson)('%i of %i at %f is SciPy’s', (successes, trials, confidence, low, high) => {
    const interval = wilsonInterval(successes, trials, confidence);
    // Both are a handful of operations on doubles.
    expect(Math.abs(interval.low - low)).toBeLessThan(1e-13);
    expect(Math.abs(interval.high - high)).toBeLessThan(1e-13);
    expect(interval).toMatchObject({ confidence, method: 'Wilson' });
  });

  it('refuses what is no rate', () => {
    const refused = expect.objectContaining({ code: 'CVD_INVALID_OPTION' });
    expect(() => wilsonInterval(1, 0)).toThrow(refused);
    expect(() => wilsonInterval(-1, 5)).toThrow(refused);
    expect(() => wilsonInterval(6, 5)).toThrow(refused);
    expect(() => wilsonInterval(Number.NaN, 5)).toThrow(refused);
    expect(() => wilsonInterval(1, 5, 1)).toThrow(refused);
  });
});

describe('quantileFigure', () => {
  it.each(expected.quantiles)('has the ranks of SciPy’s binomial: $n values, p $p, $confidence', (each) => {
    const figure = quantileFigure(Float64Array.from(expected.values[each.n]!), each.p, each.confidence);
    expect(figure.value).toBeCloseTo(each.value, 12);
    expect(figure).toMatchObject({ interval: { low: each.low, high: each.high } });
  });

  it('says why too few values have no quantile', () => {
    expect(quantileFigure(new Float64Array(5), 0.05, 0.95)).toEqual({
      value: null,
      because: 'a 5 % quantile takes at least 20 rows, and there are 5',
    });
    expect(quantileFigure(new Float64Array(2), 0.5, 0.95).value).toBe(0);
  });
});
