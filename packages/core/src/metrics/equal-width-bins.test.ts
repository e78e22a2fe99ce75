import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalWidthBins } from './equal-width-bins.js';

fc.configureGlobal({ seed: Number(process.env.CVD_FUZZ_SEED ?? 1), numRuns: 200 });

const bins = (values: readonly number[]): readonly number[] => [
  ...equalWidthBins(Float64Array.from(values), 'Test', 'real'),
];

describe('equalWidthBins', () => {
  it('cuts ten bins that hold their lower edge; the largest value and missing ones share the eleventh', () => {
    expect(bins([0, 0.99, 1, 5, 9, 9.99, 10, Number.NaN])).toEqual([1, 1, 2, 6, 10, 10, 11, 11]);
  });

  it('puts a constant into the middle, and values that are all missing into the eleventh', () => {
    expect(bins([7, 7, Number.NaN])).toEqual([6, 6, 11]);
    expect(bins([Number.NaN, Number.NaN])).toEqual([11, 11]);
  });

  it('agrees with counting the edges that a value has reached', () => {
    const value = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: -50, max: 50 }));
    fc.assert(
      fc.property(fc.array(value, { minLength: 2 }), (values) => {
        const [min, max] = [Math.min(...values), Math.max(...values)];
        fc.pre(max - min > 1e-6);
        const edges = Array.from({ length: 11 }, (_, i) => (i === 10 ? max : i * ((max - min) / 10) + min));
        expect(bins(values)).toEqual(values.map((x) => edges.filter((edge) => x >= edge).length));
      }),
    );
  });

  it('refuses infinite values and ranges too narrow for ten bins', () => {
    expect(() => bins([1, Number.POSITIVE_INFINITY])).toThrow(
      expect.objectContaining({ code: 'CVD_METRIC_INPUT', reason: 'not-finite', side: 'real' }),
    );
    expect(() => bins([1, 1 + Number.EPSILON])).toThrow(expect.objectContaining({ reason: 'range-too-narrow' }));
  });
});
