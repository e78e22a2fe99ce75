import { describe, expect, it } from 'vitest';
import { binTable } from './binned-table.js';
import { fitBins } from './feature-bins.js';
import { binOfNumber, numberCuts } from './number-cuts.js';

describe('numberCuts', () => {
  it('cuts few values half way between neighbours', () => {
    expect([...numberCuts(Float64Array.of(4, 1, NaN, 2, 1), 255)]).toEqual([1.5, 3]);
    expect([...numberCuts(Float64Array.of(7, 7), 255)]).toEqual([]);
    expect([...numberCuts(Float64Array.of(NaN), 255)]).toEqual([]);
  });

  it('cuts many values at quantiles, with no cut twice', () => {
    // NumPy: np.percentile(np.arange(10), [25, 50, 75], method='averaged_inverted_cdf') = 2, 4.5, 7.
    expect([
      ...numberCuts(
        Float64Array.from({ length: 10 }, (_, i) => i),
        4,
      ),
    ]).toEqual([2, 4.5, 7]);
    expect([...numberCuts(Float64Array.of(0, 0, 0, 0, 0, 0, 1, 2, 3, 4), 4)]).toEqual([0, 2]);
  });

  it('parts values that floats cannot halve, and infinities', () => {
    const next = 1 + Number.EPSILON;
    for (const pair of [
      [1, next],
      [Number.MAX_VALUE / 1.5, Number.MAX_VALUE],
      [-Infinity, 3],
      [3, Infinity],
      [-Infinity, Infinity],
    ] as const) {
      const cuts = numberCuts(Float64Array.from(pair), 255);
      expect(pair.map((value) => binOfNumber(cuts, value))).toEqual([0, 1]);
    }
  });
});

describe('binTable', () => {
  const features = [
    { kind: 'number', values: Float64Array.of(1, 2, 3, NaN, 2) },
    { kind: 'category', codes: Int32Array.of(2, 0, 2, -1, 3), size: 5 },
  ] as const;

  it('puts missing and unknown values into a bin of their own', () => {
    const bins = fitBins(features);
    const { columns, slots } = binTable(features, bins);
    expect(columns.map((column) => [...column])).toEqual([
      [0, 1, 2, 3, 1],
      [1, 0, 1, 3, 2],
    ]);
    expect(slots).toBe(8);
    const others = binTable(
      [
        { kind: 'number', values: Float64Array.of(99, -99) },
        { kind: 'category', codes: Int32Array.of(1, 7), size: 9 },
      ],
      bins,
    );
    expect(others.columns.map((column) => [...column])).toEqual([
      [2, 0],
      [3, 3],
    ]);
  });

  it('lets rare categories share the last bin where there are too many', () => {
    const codes = Int32Array.of(0, 1, 1, 2, 3, 3, 3, 4);
    const feature = { kind: 'category', codes, size: 5 } as const;
    const bins = fitBins([feature], { maxBins: 3 });
    expect([...binTable([feature], bins).columns[0]!]).toEqual([2, 0, 0, 2, 1, 1, 1, 2]);
    expect(bins[0]!.bins).toBe(3);
  });

  it('refuses other features than it was fitted on, and bins past a byte', () => {
    const bins = fitBins(features);
    const refusal = expect.objectContaining({ code: 'CVD_DOMAIN' });
    expect(() => binTable([features[0]], bins)).toThrow(refusal);
    expect(() => binTable([features[1], features[0]], bins)).toThrow(refusal);
    expect(() => fitBins(features, { maxBins: 256 })).toThrow(refusal);
  });
});
