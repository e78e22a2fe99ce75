import type { Metadata, Table } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { createMessageTables, tableFromMessages } from './message-tables.js';

const metadata: Metadata = {
  METADATA_SPEC_VERSION: 'V1',
  tables: {
    table: {
      columns: {
        age: { sdtype: 'numerical' },
        sex: { sdtype: 'categorical' },
        smoker: { sdtype: 'boolean' },
        seen: { sdtype: 'datetime' },
        born: { sdtype: 'datetime', datetime_format: '%Y-%m-%d' },
      },
    },
  },
};

const typesOf = (table: Table): Record<string, string> =>
  Object.fromEntries(table.names.map((name, i) => [name, table.columns[i]!.type]));

describe('tableFromMessages', () => {
  it('makes the metadata’s columns, with types by metadata and values', () => {
    const { table, kept, rejected } = tableFromMessages(
      [
        { born: '1960-02-29', age: 61, sex: 'f', smoker: true, seen: '2024-02-29T10:00:00.000001Z' },
        { age: null, sex: null, smoker: null, seen: null, born: null },
      ],
      { metadata },
    );
    expect(typesOf(table)).toEqual({ age: 'float64', sex: 'utf8', smoker: 'bool', seen: 'timestamp', born: 'utf8' });
    expect([...table.toRows()]).toEqual([
      { age: 61, sex: 'f', smoker: true, seen: '2024-02-29T10:00:00.000001Z', born: '1960-02-29' },
      { age: null, sex: null, smoker: null, seen: null, born: null },
    ]);
    expect([kept, rejected]).toEqual([[0, 1], []]);
  });

  it('takes rows of an older schema, whose missing columns are missing values', () => {
    const { table, rejected } = tableFromMessages([{ age: 61 }, { age: 48, sex: 'm' }], { metadata });
    expect(rejected).toEqual([]);
    expect(table.at(0, 'sex')).toBeNull();
    expect(table.at(1, 'sex')).toBe('m');
  });

  it('leaves out rows that do not fit, and says why without their values', () => {
    const rows = [
      { age: 61, sex: 'f' },
      { age: 'sixty-one', sex: 'f' },
      { age: 61, weight: 80 },
      {},
      { age: [61] },
      { seen: 'yesterday' },
      { sex: { code: 'f' } },
      { age: Number.POSITIVE_INFINITY },
      { age: 62, sex: 'm' },
    ];
    const { table, kept, rejected } = tableFromMessages(rows, { metadata });
    expect(kept).toEqual([0, 8]);
    expect([...table.select(['age', 'sex']).toRows()]).toEqual([
      { age: 61, sex: 'f' },
      { age: 62, sex: 'm' },
    ]);
    expect(rejected.map(({ position, problem: { code } }) => [position, code])).toEqual([
      [1, 'bad-value'],
      [2, 'unknown-column'],
      [3, 'no-columns'],
      [4, 'bad-value'],
      [5, 'bad-value'],
      [6, 'bad-value'],
      [7, 'bad-value'],
    ]);
    expect(JSON.stringify(rejected)).not.toMatch(/sixty-one|yesterday/);
  });

  it('holds integers beyond 2^53 exactly, from the batch on in which one comes', () => {
    const tables = createMessageTables();
    expect(tables.tableOf([{ id: 1 }, { id: 2 }]).table.column('id').type).toBe('float64');
    const { table } = tables.tableOf([{ id: 3 }, { id: 2n ** 60n + 1n }, { id: null }]);
    expect([...table.toRows()]).toEqual([{ id: 3n }, { id: 2n ** 60n + 1n }, { id: null }]);
    expect(tables.tableOf([{ id: 0.5 }, { id: 4 }]).kept).toEqual([1]);
  });

  it('holds columns to what they held at first', () => {
    const tables = createMessageTables();
    expect(typesOf(tables.tableOf([{ a: 1, b: null, c: 'x' }]).table)).toEqual({
      a: 'float64',
      b: 'float64',
      c: 'utf8',
    });
    expect(tables.tableOf([{ a: '1' }, { a: 2, d: 1 }, { a: null, b: true }]).kept).toEqual([2]);
    expect(typesOf(tables.tableOf([{ a: null, b: null, c: null }]).table)).toEqual({
      a: 'float64',
      b: 'bool',
      c: 'utf8',
    });
  });

  it('is not led astray by strays among the first rows', () => {
    const good = { age: 61, sex: 'f' };
    const { table, kept } = tableFromMessages([
      { hello: 'world' },
      { age: 'x', sex: 3 },
      good,
      { age: 48, sex: 'm', weight: 80 },
      good,
      {},
    ]);
    expect(kept).toEqual([2, 3, 4]);
    expect(typesOf(table)).toEqual({ age: 'float64', sex: 'utf8', weight: 'float64' });
  });

  it('reads text as times where the type says so', () => {
    const types = { day: { type: 'timestamp', unit: 's', timezone: null } } as const;
    const { table, kept } = tableFromMessages([{ day: '2024-02-29' }, { day: '2024-02-30' }], { types });
    expect(kept).toEqual([0]);
    expect(table.at(0, 'day')).toBe('2024-02-29T00:00:00');
  });

  it('reads columns that are named like what every object has', () => {
    const rows = [JSON.parse('{"__proto__":1,"constructor":"a"}'), JSON.parse('{"constructor":"b"}')];
    expect([...tableFromMessages(rows).table.toRows()]).toEqual([
      Object.fromEntries([
        ['__proto__', 1],
        ['constructor', 'a'],
      ]),
      Object.fromEntries([
        ['__proto__', null],
        ['constructor', 'b'],
      ]),
    ]);
  });

  it('makes an empty table of no rows', () => {
    expect(tableFromMessages([]).table.rows).toBe(0);
    expect(tableFromMessages([], { metadata }).table.names).toEqual(['age', 'sex', 'smoker', 'seen', 'born']);
    expect(tableFromMessages([{}, {}])).toMatchObject({ kept: [], rejected: [{ position: 0 }, { position: 1 }] });
  });
});
