import { columnFrom, type Table, Table as TableOf, tableFromColumns } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { disclosureProtection } from '../src/index.js';
import { asMetadata, fixture, readTable } from './support.js';

interface Case {
  readonly known: readonly string[];
  readonly sensitive: readonly string[];
  readonly continuous: readonly string[];
  readonly missing: boolean;
  readonly method: string;
  readonly bins: number;
  readonly score: number;
  readonly cap_protection: number;
  readonly baseline_protection: number;
}

const { metadata: cvd } = JSON.parse(fixture('fixtures/sdmetrics/cvd.json'));
const { rows, cases }: { readonly rows: number; readonly cases: readonly Case[] } = JSON.parse(
  fixture('fixtures/sdmetrics/disclosure.json'),
);

const withSame = (table: Table, same: (row: number) => number): Table => {
  const part = table.slice(0, rows);
  const values = Float64Array.from({ length: part.rows }, (_, row) => same(row));
  return new TableOf([
    ...part.names.map((name) => [name, part.column(name)] as const),
    ['Same', columnFrom('Same', values)],
  ]);
};
const real = withSame(await readTable('../../../tests/fixtures/cvd/train.csv', cvd), () => 3);
const synthetic = withSame(await readTable('fixtures/sdmetrics/cvd-copula.csv', cvd), (row) => (row % 2 ? 3 : 3.5));

/** Every seventh row of each column is taken out, beginning one row later each time. */
const holes = (table: Table, names: readonly string[]): Table =>
  tableFromColumns(
    names.map((name, i): [string, unknown[]] => [
      name,
      Array.from({ length: table.rows }, (_, row) => (row % 7 === i % 7 ? null : table.at(row, name))),
    ]),
  );

describe('disclosureProtection', () => {
  it.each(
    cases.map((each) => [`${each.known} to ${each.sensitive}, ${each.method}, ${each.bins} bins`, each] as const),
  )('has the figures of SDMetrics: %s', (_, { known, sensitive, continuous, missing, method, bins, ...expected }) => {
    const names = [...known, ...sensitive];
    const [training, made] = missing ? [holes(real, names), holes(synthetic, names)] : [real, synthetic];
    const columns = Object.fromEntries(
      names.map((name) => [name, { sdtype: continuous.includes(name) ? 'numerical' : 'categorical' }]),
    );
    const result = disclosureProtection(training, made, {
      known,
      sensitive,
      bins,
      method: method === 'cap' ? 'cap' : 'zeroCap',
      metadata: asMetadata({ columns }),
    });
    // Means of 600 shares.
    expect(Math.abs(result.score.value! - expected.score)).toBeLessThan(1e-12);
    expect(Math.abs(result.protection! - expected.cap_protection)).toBeLessThan(1e-12);
    expect(Math.abs(result.baseline - expected.baseline_protection)).toBeLessThan(1e-12);
    expect(result.score).toMatchObject({ interval: { method: 'Wilson over training rows' } });
    if ('interval' in result.score) {
      expect(result.score.interval.low).toBeLessThanOrEqual(result.score.value);
      expect(result.score.interval.high).toBeGreaterThanOrEqual(result.score.value);
    }
  });

  it('is 0 for a copier of rows that the known values tell apart, and as good as guessing for other rows', () => {
    const number = Array.from({ length: 400 }, (_, row) => `person ${row}`);
    const coin = (seed: number) => number.map((_, row) => ((row * 7919 + seed * 104_729) % 1009 < 504 ? 'yes' : 'no'));
    const columns = { who: { sdtype: 'categorical' }, secret: { sdtype: 'categorical' } };
    const training = tableFromColumns({ who: number, secret: coin(1) });
    const options = { known: ['who'], sensitive: ['secret'], metadata: asMetadata({ columns }) };
    expect(disclosureProtection(training, training, options)).toMatchObject({ score: { value: 0 }, matched: 400 });
    const other = disclosureProtection(training, tableFromColumns({ who: number, secret: coin(2) }), options);
    // 400 coins: four standard errors of .025, over the baseline of ½.
    expect(Math.abs(other.protection! - 0.5)).toBeLessThan(0.1);
  });

  it('says what it cannot compute, and why', () => {
    const training = tableFromColumns({ a: ['x', 'y'], b: ['p', 'q'], c: ['k', 'k'] });
    const stranger = tableFromColumns({ a: ['z'], b: ['p'], c: ['k'] });
    const columns = Object.fromEntries(['a', 'b', 'c'].map((name) => [name, { sdtype: 'categorical' }]));
    const metadata = asMetadata({ columns });
    expect(disclosureProtection(training, stranger, { known: ['a'], sensitive: ['b'], metadata }).score).toEqual({
      value: null,
      because: 'no synthetic row has the known values of any training row',
    });
    expect(
      disclosureProtection(training, stranger, { known: ['a'], sensitive: ['b'], metadata, method: 'zeroCap' }),
    ).toMatchObject({ score: { value: 1 }, matched: 0 });
    expect(disclosureProtection(training, training, { known: ['a'], sensitive: ['c'], metadata }).score).toMatchObject({
      value: null,
      because: expect.stringMatching(/single combination/),
    });
    const refused = (known: string[], sensitive: string[], code: string) =>
      expect(() => disclosureProtection(training, stranger, { known, sensitive, metadata })).toThrow(
        expect.objectContaining({ code }),
      );
    refused([], ['b'], 'CVD_INVALID_OPTION');
    refused(['a'], [], 'CVD_INVALID_OPTION');
    refused(['a', 'b'], ['b'], 'CVD_INVALID_OPTION');
    refused(['a'], ['nobody'], 'CVD_UNKNOWN_COLUMN');
  });
});
