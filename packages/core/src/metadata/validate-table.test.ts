import { describe, expect, it } from 'vitest';
import { tableFromColumns } from '../table/table-from-columns.js';
import type { ColumnMetadata, Metadata, TableMetadata } from './metadata.js';
import { assertSourceMatches, validateSource } from './validate-source.js';
import { assertTableMatches, validateTable } from './validate-table.js';

const metadata = (columns: Record<string, ColumnMetadata>, keys: Omit<TableMetadata, 'columns'> = {}): Metadata => ({
  METADATA_SPEC_VERSION: 'V1',
  tables: { t: { columns, ...keys } },
});
const numerical = { sdtype: 'numerical' } as const;

const table = tableFromColumns({
  key: ['k1', 'k2', 'k1', null, 'k2', 'k1'],
  age: ['12', 'old', 'young', 'old', null, 'very old'],
  ok: [true, false, true, false, null, true],
  flag: ['true', 'maybe', 'False', 'no', null, 'maybe'],
  born: ['2020-01-31', '2020-02-30', '31.1.2020', 'never', null, ''],
  born2: ['2020-01-31', '2020-02-03', '2020-02-03', null, null, null],
  small: [1, 300, 2.5, -1, null, 0],
  mail: ['a@b.org', 'Ada.Lovelace7@example.org', 'a@b.org', 'a@b.org', 'c@d', 'Ä@b'],
  odd: [1, 2, 3, 4, 5, 6],
  extra: [1, 2, 3, 4, 5, 6],
});
const wanted = metadata(
  {
    key: { sdtype: 'id' },
    age: numerical,
    ok: { sdtype: 'boolean' },
    flag: { sdtype: 'boolean' },
    born: { sdtype: 'datetime', datetime_format: '%Y-%m-%d' },
    born2: { sdtype: 'datetime' },
    small: { sdtype: 'numerical', computer_representation: 'UInt8' },
    mail: { sdtype: 'email', pii: true },
    odd: { sdtype: 'numbery' },
    gone: numerical,
  },
  { primary_key: 'key', alternate_keys: ['mail'] },
);

describe('validateTable', () => {
  const violations = validateTable(table, wanted);

  it('finds every violation, with three samples and their count', () => {
    expect(
      violations.map(({ column, rule, count, samples, firstRow }) => [column, rule, count, samples, firstRow]),
    ).toEqual([
      ['odd', 'unknown-sdtype', 0, [], null],
      ['gone', 'missing-column', 0, [], null],
      ['extra', 'extra-column', 0, [], null],
      ['key', 'missing-key', 1, ['null'], 3],
      ['key', 'duplicate-key', 3, ['k1', 'k2'], 2],
      ['age', 'not-numerical', 5, ['12', 'old', 'young'], 0],
      ['flag', 'not-boolean', 3, ['maybe', 'no'], 1],
      ['born', 'not-datetime', 4, ['2020-02-30', '31.1.2020', 'never'], 1],
      ['born2', 'no-datetime-format', 3, ['2020-01-31', '2020-02-03'], 0],
      ['small', 'not-representable', 3, ['300', '2.5', '-1'], 1],
      ['mail', 'duplicate-key', 2, ['x@x.xxx'], 2],
    ]);
  });

  it('masks personal data and free text, and nothing else', () => {
    const secret = tableFromColumns({ a: ['Ada Lovelace 1815', 'Ada Lovelace 1815'] });
    const sample = (column: ColumnMetadata) =>
      validateTable(secret, metadata({ a: column }, { primary_key: 'a' })).find(
        ({ rule }) => rule === 'duplicate-key',
      )!;
    for (const column of [{ sdtype: 'name' }, { sdtype: 'unknown' }, { sdtype: 'id', pii: true }]) {
      expect(sample(column).samples).toEqual(['Xxx Xxxxxxxx 0000']);
      expect(sample(column).message).not.toContain('Ada');
    }
    expect(sample({ sdtype: 'id' }).samples).toEqual(['Ada Lovelace 1815']);
  });

  it('says where and what in words', () => {
    expect(violations.find(({ column }) => column === 'born')!.message).toBe(
      '"born": 4 values do not match the datetime_format %Y-%m-%d (first in row 1): "2020-02-30", "31.1.2020", "never".',
    );
  });

  it('passes a table that fits, whatever the order of its columns', () => {
    const good = tableFromColumns(
      { b: [1.5, null], a: ['x', 'y'], d: [20200131, 20210228], n: [null, null] },
      { n: 'utf8' },
    );
    const fits = metadata(
      { a: { sdtype: 'id' }, b: numerical, n: numerical, d: { sdtype: 'datetime', datetime_format: '%Y%m%d' } },
      { primary_key: 'a' },
    );
    expect(validateTable(good, fits)).toEqual([]);
    expect(() => assertTableMatches(good, fits)).not.toThrow();
  });

  it('tells numbers apart in keys: -0 is 0, 2^53 and its neighbours are not', () => {
    const key = metadata({ a: { sdtype: 'id' } }, { primary_key: 'a' });
    const rules = (values: readonly unknown[]) =>
      validateTable(tableFromColumns({ a: values }), key).map(({ rule }) => rule);
    expect(rules([0, -0])).toEqual(['duplicate-key']);
    expect(rules([2n ** 53n, 2n ** 53n + 1n, 0n, -1n])).toEqual([]);
    expect(rules([true, false])).toEqual([]);
    expect(rules([true, false, true])).toEqual(['duplicate-key']);
    expect(rules(Array.from({ length: 20_000 }, (_, i) => i / 7))).toEqual([]);
    expect(rules([...Array.from({ length: 20_000 }, (_, i) => `k${i}`), 'k17'])).toEqual(['duplicate-key']);
  });
});

describe('assertTableMatches', () => {
  it('throws one error that tells all', () => {
    expect(() => assertTableMatches(table, wanted)).toThrow(
      expect.objectContaining({ code: 'CVD_METADATA_MISMATCH', violations: validateTable(table, wanted) }),
    );
    try {
      assertTableMatches(table, wanted);
    } catch (error) {
      for (const { message } of validateTable(table, wanted)) expect((error as Error).message).toContain(message);
    }
  });
});

describe('validateSource', () => {
  it('finds the same, however the rows are cut', async () => {
    for (const rows of [1, 2, 5]) {
      const source = {
        async *open() {
          yield* table.batches(rows);
        },
      };
      expect(await validateSource(source, wanted)).toEqual(validateTable(table, wanted));
      await expect(assertSourceMatches(source, wanted)).rejects.toMatchObject({ code: 'CVD_METADATA_MISMATCH' });
    }
  });

  it('stops at its abort signal', async () => {
    await expect(validateSource(table, wanted, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'CVD_ABORTED',
    });
  });
});
