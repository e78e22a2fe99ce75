import { describe, expect, it } from 'vitest';
import { Table } from '../table/table.js';
import { contingencySimilarity, correlationSimilarity, newRowSynthesis, tableStructure } from './index.js';
import { instants, integers, numbers, texts } from './test-columns.js';

const failure = (reason: string, side: string) => expect.objectContaining({ code: 'CVD_METRIC_INPUT', reason, side });

describe('correlationSimilarity', () => {
  const up = [numbers(1, 2, 3), numbers(2, 4, 6)] as const;
  const down = [numbers(1, 2, 3), numbers(3, 2, 1)] as const;

  it('is 1 − half the difference of the correlations', () => {
    expect(correlationSimilarity.compute(up, up)).toEqual({ score: 1, real: 1, synthetic: 1 });
    expect(correlationSimilarity.compute(up, down).score).toBe(0);
  });

  it('uses only rows in which both columns hold a value', () => {
    const gaps = [numbers(1, 2, 3, null, 50), numbers(2, 4, 6, 1, null)] as const;
    expect(correlationSimilarity.compute(gaps, up)).toEqual({ score: 1, real: 1, synthetic: 1 });
  });

  it('has no score for a pair that is not above the threshold', () => {
    const weak = [numbers(1, 2, 3, 4), numbers(1, -1, -1, 1)] as const;
    expect(correlationSimilarity.compute(weak, up)).toMatchObject({ score: Number.NaN, real: 0 });
    expect(correlationSimilarity.compute(up, down, { threshold: 1 }).score).toBeNaN();
    expect(correlationSimilarity.compute(up, down, { threshold: 0.9 }).score).toBe(0);
  });

  it('refuses constants, lone rows and text', () => {
    expect(() => correlationSimilarity.compute(up, [numbers(1, 2), numbers(5, 5)])).toThrow(
      failure('constant', 'synthetic'),
    );
    expect(() => correlationSimilarity.compute([numbers(1, 2, null), numbers(1, null, 3)], up)).toThrow(
      failure('too-few-values', 'real'),
    );
    expect(() => correlationSimilarity.compute([texts('a', 'b'), numbers(1, 2)], up)).toThrow(
      failure('not-numeric', 'real'),
    );
  });

  it('is not lost to values that are large or far from 0', () => {
    const wide = [numbers(-5e210, 5e210, 3e200, -3e200), numbers(1, 2, 3, 4)] as const;
    expect(correlationSimilarity.compute(wide, wide).score).toBe(1);
    const big = 2n ** 62n;
    const far = [integers(big, big + 1n, big + 3n), numbers(0, 1, 3)] as const;
    expect(correlationSimilarity.compute(far, far).real).toBeCloseTo(1, 14);
  });
});

describe('contingencySimilarity', () => {
  it('is 1 − half the differences of the shares of combinations; a missing value is a category', () => {
    const real = [texts('a', 'a', null, 'b'), texts('x', 'y', 'x', 'y')] as const;
    const synthetic = [texts('a', 'a', 'a', 'b'), texts('x', 'y', 'x', 'y')] as const;
    expect(contingencySimilarity.compute(real, synthetic).score).toBe(0.75);
  });

  it('has no score where the real association is not above the threshold or not defined', () => {
    const tied = [texts('a', 'b'), texts('x', 'y')] as const;
    expect(contingencySimilarity.compute(tied, tied, { threshold: 0.9 })).toEqual({ score: 1, realAssociation: 1 });
    expect(contingencySimilarity.compute(tied, tied, { threshold: 1 }).score).toBeNaN();
    const single = [texts('a', 'a'), texts('x', 'y')] as const;
    expect(contingencySimilarity.compute(single, tied, { threshold: 0.1 })).toEqual({
      score: Number.NaN,
      realAssociation: Number.NaN,
    });
    expect(contingencySimilarity.compute(single, single).score).toBe(1);
  });
});

describe('newRowSynthesis', () => {
  const table = (n: readonly (number | null)[], c: readonly (string | null)[]): Table =>
    new Table([
      ['n', numbers(...n)],
      ['c', texts(...c)],
    ]);
  const columns = { continuous: ['n'], discrete: ['c'] };

  it('counts the rows that match no real one within one per cent', () => {
    const real = table([100, 200, null], ['a', 'b', 'a']);
    const synthetic = table([101, 102, 200, 99.5, null, null], ['a', 'a', 'a', 'a', 'a', 'b']);
    expect(newRowSynthesis.compute(real, synthetic, columns)).toEqual({ score: 0.5, newRows: 3, matchedRows: 3 });
    expect(newRowSynthesis.compute(real, synthetic, { ...columns, tolerance: 0.02 }).matchedRows).toBe(4);
  });

  it('takes the tolerance of instants as a share of the time since 1970', () => {
    const at = (day: string): Table => new Table([['t', instants('s', day)]]);
    const options = { continuous: ['t'], discrete: [] };
    expect(newRowSynthesis.compute(at('2020-01-01'), at('2020-06-01'), options).newRows).toBe(0);
    expect(newRowSynthesis.compute(at('2020-01-01'), at('2020-08-01'), options).newRows).toBe(1);
  });

  it('asks for columns to compare', () => {
    const real = table([1], ['a']);
    expect(() => newRowSynthesis.compute(real, real, { continuous: [], discrete: [] })).toThrow(
      failure('empty', 'real'),
    );
    expect(() => newRowSynthesis.compute(real, real, { continuous: ['zzz'], discrete: [] })).toThrow(
      expect.objectContaining({ code: 'CVD_UNKNOWN_COLUMN' }),
    );
  });
});

describe('tableStructure', () => {
  it('is the share of names and types that both tables have', () => {
    const real = new Table([
      ['a', numbers(1)],
      ['b', texts('x')],
      ['c', numbers(1)],
    ]);
    const synthetic = new Table([
      ['b', texts('y')],
      ['a', texts('1')],
      ['c', numbers(0.5)],
    ]);
    expect(tableStructure.compute(real, synthetic).score).toBe(2 / 4);
    expect(tableStructure.compute(real, synthetic, { integers: ['c'] }).score).toBe(1 / 5);
  });
});
