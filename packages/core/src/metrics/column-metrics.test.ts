import { describe, expect, it } from 'vitest';
import {
  boundaryAdherence,
  categoryAdherence,
  categoryCoverage,
  datetimeFormatAdherence,
  keyUniqueness,
  ksComplement,
  missingValueSimilarity,
  rangeCoverage,
  regexFormatAdherence,
  statisticSimilarity,
  tvComplement,
  tvComplementOfCounts,
} from './index.js';
import { booleans, instants, integers, numbers, texts } from './test-columns.js';

const failure = (reason: string, side: string) => expect.objectContaining({ code: 'CVD_METRIC_INPUT', reason, side });

describe('ksComplement', () => {
  it('is 1 − the largest distance of the distribution functions', () => {
    expect(ksComplement.compute(numbers(1, 2, 3, 4), numbers(3, 4, 5, 6)).score).toBe(0.5);
    expect(ksComplement.compute(numbers(1, 2), numbers(5, 6, 7)).score).toBe(0);
  });

  it('leaves missing values out, and is NaN when nothing is left', () => {
    expect(ksComplement.compute(numbers(1, null, 2), numbers(2, 1, null, null)).score).toBe(1);
    expect(ksComplement.compute(numbers(1), numbers(null)).score).toBeNaN();
    expect(ksComplement.compute(numbers(1), texts(null)).score).toBeNaN();
  });

  it('takes values that differ only beyond the 14th decimal place as equal', () => {
    expect(ksComplement.compute(numbers(0.1 + 0.2), numbers(0.3)).score).toBe(1);
    expect(ksComplement.compute(numbers(0.3 + 1e-13), numbers(0.3)).score).toBe(0);
  });

  it('tells large integers apart that floats cannot', () => {
    const big = 2n ** 60n;
    expect(ksComplement.compute(integers(big, big + 1n), integers(big + 2n, big + 3n)).score).toBe(0);
    expect(ksComplement.compute(integers(big, big + 1n), integers(big, big + 1n)).score).toBe(1);
  });

  it('compares instants whatever their unit', () => {
    const days = ['2024-02-29', '2024-03-01', null];
    expect(ksComplement.compute(instants('s', ...days), instants('ns', ...days)).score).toBe(1);
    const later = instants('ms', '2024-02-29T00:00:00.001');
    expect(ksComplement.compute(instants('s', '2024-02-29'), later).score).toBe(0);
  });

  it('takes infinite values as the ends they are', () => {
    const open = numbers(Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY);
    expect(ksComplement.compute(open, open).score).toBe(1);
  });

  it('refuses text', () => {
    expect(() => ksComplement.compute(numbers(1), texts('one'))).toThrow(failure('not-numeric', 'synthetic'));
  });
});

describe('tvComplement', () => {
  it('is 1 − half the differences of the shares', () => {
    expect(tvComplement.compute(texts('a', 'a', 'b', 'c'), texts('a', 'b', 'b', null)).score).toBeCloseTo(7 / 12, 12);
  });

  it("gives categories that only the synthetic table has SDMetrics' millionth of a row", () => {
    const expected = 1 - 0.5 * (Math.abs(0.5 - 1 / 1.000001) + Math.abs(0.5 - 1e-6 / 1.000001));
    expect(tvComplement.compute(texts('a'), texts('a', 'z')).score).toBeCloseTo(expected, 14);
  });

  it('is had from counts, of which only the proportions of synthetic ones matter', () => {
    const { score } = tvComplement.compute(texts('a', 'a', 'b', 'c'), texts('a', 'b', 'b', 'z'));
    expect(tvComplementOfCounts(Float64Array.of(2, 1, 1, 0), Float64Array.of(1, 2, 0, 1))).toBe(score);
    expect(tvComplementOfCounts(Float64Array.of(2, 1, 1, 0), Float64Array.of(3, 6, 0, 3))).toBe(score);
    expect(tvComplementOfCounts(Float64Array.of(2, 1), Float64Array.of(0, 0))).toBeNaN();
    expect(tvComplementOfCounts(Float64Array.of(0, 0), Float64Array.of(2, 1))).toBeNaN();
  });

  it('compares booleans and numbers by value', () => {
    expect(tvComplement.compute(booleans(true, false), numbers(0, 1)).score).toBe(1);
    expect(tvComplement.compute(integers(1n, 2n), numbers(1, 2)).score).toBe(1);
    expect(tvComplement.compute(texts('1'), numbers(1)).score).toBeLessThan(1e-5);
  });

  it('refuses a side without values', () => {
    expect(() => tvComplement.compute(texts(null), texts('a'))).toThrow(failure('empty', 'real'));
    expect(() => tvComplement.compute(texts('a'), texts())).toThrow(failure('empty', 'synthetic'));
  });
});

describe('boundaryAdherence', () => {
  it('is the share within the real range, ends included', () => {
    expect(boundaryAdherence.compute(numbers(1, 5), numbers(1, 5, 0, 6)).score).toBe(0.5);
  });

  it('forgives missing values only where the real column has some', () => {
    expect(boundaryAdherence.compute(numbers(1, 5), numbers(2, null)).score).toBe(0.5);
    expect(boundaryAdherence.compute(numbers(1, 5, null), numbers(2, null)).score).toBe(1);
    expect(boundaryAdherence.compute(numbers(1, null), numbers(null)).score).toBeNaN();
  });

  it('takes bounds that are given', () => {
    const options = { minimum: 0, maximum: 10, nullable: true };
    expect(boundaryAdherence.compute(numbers(4), numbers(0, 10, null, 11), options).score).toBeCloseTo(2 / 3, 14);
    const { score } = boundaryAdherence.compute(integers(100n, 101n), integers(5n, 100n), { minimum: 5 });
    expect(score).toBe(1);
  });

  it('judges instants', () => {
    const real = instants('s', '2024-01-01', '2024-12-31');
    expect(boundaryAdherence.compute(real, instants('ms', '2024-06-01', '2025-01-01')).score).toBe(0.5);
  });
});

describe('categoryAdherence', () => {
  it('is the share of known values; a missing value is one', () => {
    expect(categoryAdherence.compute(texts('a', 'b'), texts('a', 'z', null)).score).toBeCloseTo(1 / 3, 14);
    expect(categoryAdherence.compute(texts('a', null), texts('a', 'z', null)).score).toBeCloseTo(2 / 3, 14);
    expect(categoryAdherence.compute(texts('a'), texts()).score).toBeNaN();
  });
});

describe('keyUniqueness', () => {
  it('counts repetitions and missing keys against the score', () => {
    expect(keyUniqueness.compute(texts(), texts('a', 'a', 'b', null)).score).toBe(0.5);
    expect(keyUniqueness.compute(texts(), integers(2n ** 60n, 2n ** 60n + 1n)).score).toBe(1);
    expect(keyUniqueness.compute(texts(), texts()).score).toBeNaN();
  });
});

describe('missingValueSimilarity', () => {
  it('compares the shares of missing values', () => {
    expect(missingValueSimilarity.compute(numbers(1, null), texts('a', 'b', 'c', null))).toEqual({
      score: 0.75,
      real: 0.5,
      synthetic: 0.25,
    });
  });
});

describe('rangeCoverage', () => {
  it('is the covered share of the real range, not below 0', () => {
    expect(rangeCoverage.compute(numbers(0, 10), numbers(2, 9)).score).toBeCloseTo(0.7, 14);
    expect(rangeCoverage.compute(numbers(0, 10), numbers(-5, 50)).score).toBe(1);
    expect(rangeCoverage.compute(numbers(0, 10), numbers(40, 50)).score).toBe(0);
  });

  it('is NaN for a real constant or without values', () => {
    expect(rangeCoverage.compute(numbers(3, 3), numbers(3)).score).toBeNaN();
    expect(rangeCoverage.compute(numbers(1, 2), numbers(null)).score).toBeNaN();
  });
});

describe('categoryCoverage', () => {
  it('is the share of real categories found', () => {
    expect(categoryCoverage.compute(texts('a', 'b', 'b', null), texts('b', 'z'))).toEqual({
      score: 0.5,
      real: 2,
      synthetic: 1,
    });
    expect(() => categoryCoverage.compute(texts(null), texts('a'))).toThrow(failure('empty', 'real'));
  });
});

describe('statisticSimilarity', () => {
  it('compares mean, median and standard deviation in units of the real range', () => {
    const real = numbers(0, 2, 10);
    const synthetic = numbers(1, 3, null);
    expect(statisticSimilarity.compute(real, synthetic)).toEqual({ score: 0.8, real: 4, synthetic: 2 });
    expect(statisticSimilarity.compute(real, synthetic, { statistic: 'median' })).toMatchObject({ score: 1, real: 2 });
    const { real: std } = statisticSimilarity.compute(real, synthetic, { statistic: 'std' });
    expect(std).toBeCloseTo(Math.sqrt(28), 12);
  });

  it('gives the figures of instants in their unit', () => {
    const { real, score } = statisticSimilarity.compute(
      instants('s', '2024-01-01', '2024-01-03'),
      instants('s', '2024-01-02'),
    );
    expect([real, score]).toEqual([Date.parse('2024-01-02') / 1000, 1]);
  });

  it('is NaN for a real constant, and for the deviation of one value', () => {
    expect(statisticSimilarity.compute(numbers(1, 1), numbers(1)).score).toBeNaN();
    expect(statisticSimilarity.compute(numbers(1, 2), numbers(1), { statistic: 'std' }).score).toBeNaN();
  });
});

describe('datetimeFormatAdherence', () => {
  it('is the share of texts that the pattern reads; missing ones count as read', () => {
    const synthetic = texts('29.02.2024', '30.02.2024', 'never', null);
    expect(datetimeFormatAdherence.compute(texts(), synthetic, { format: '%d.%m.%Y' }).score).toBe(0.5);
    const stamps = instants('s', '2024-02-29');
    expect(datetimeFormatAdherence.compute(texts(), stamps, { format: '%d.%m.%Y' }).score).toBeNaN();
  });
});

describe('regexFormatAdherence', () => {
  it('asks for a match of the whole text', () => {
    const synthetic = texts('A-1', 'A-12', 'xA-1', null);
    expect(regexFormatAdherence.compute(texts(), synthetic, { pattern: '[A-Z]-\\d|no' }).score).toBe(0.25);
  });

  it('asks named groups for texts that the real column has', () => {
    const pattern = '(?P<city>[A-Z]+)-(?P<n>\\d)(?P=n)';
    const real = texts('NY-11', 'LA-22');
    expect(regexFormatAdherence.compute(real, texts('NY-22', 'SF-11', 'LA-12'), { pattern }).score).toBeCloseTo(1 / 3);
  });

  it('refuses a pattern that is none', () => {
    expect(() => regexFormatAdherence.compute(texts('a'), texts('a'), { pattern: '(' })).toThrow(
      failure('invalid-pattern', 'synthetic'),
    );
  });
});
