import { describe, expect, it } from 'vitest';
import type { ColumnSpec } from './column-spec.js';
import { tableFromRows } from './table-from-rows.js';

describe('tableFromRows', () => {
  it('types columns by their first present value', () => {
    const table = tableFromRows([
      { n: null, i: undefined, b: null, s: null, d: null, none: Number.NaN },
      { n: 1.5, i: 2n ** 62n, b: true, s: 'x', d: new Date('2024-02-29T12:00:00.123Z'), none: null },
    ]);
    expect(table.columns.map(({ type }) => type)).toEqual(['float64', 'int64', 'bool', 'utf8', 'timestamp', 'float64']);
    expect([...table.toRows()]).toEqual([
      { n: null, i: null, b: null, s: null, d: null, none: null },
      { n: 1.5, i: 2n ** 62n, b: true, s: 'x', d: '2024-02-29T12:00:00.123Z', none: null },
    ]);
  });

  it('takes NaN as missing and stores 0 there', () => {
    const column = tableFromRows([{ a: 1 }, { a: Number.NaN }]).column('a');
    expect(column).toMatchObject({ type: 'float64', values: Float64Array.of(1, 0), validity: Uint8Array.of(1) });
  });

  it('takes keys in order of first appearance, and a key a row lacks as missing', () => {
    const table = tableFromRows([{ b: 1 }, { a: 'x' }, {}, { b: 2, a: 'y' }]);
    expect(table.names).toEqual(['b', 'a']);
    expect([...table.toRows()].map(Object.values)).toEqual([
      [1, null],
      [null, 'x'],
      [null, null],
      [2, 'y'],
    ]);
  });

  it('puts the columns of the schema first, present or not', () => {
    const schema = new Map<string, ColumnSpec>([
      ['c', 'int64'],
      ['t', { type: 'timestamp', unit: 'ns', timezone: null }],
    ]); // pairs
    const table = tableFromRows([{ a: 1, c: 5, t: '2024-01-01T00:00:00.000000001' }], schema);
    expect([...table.toRows()]).toEqual([{ c: 5n, t: '2024-01-01T00:00:00.000000001', a: 1 }]);
    expect(tableFromRows([], schema).columns.map(({ type, length }) => [type, length])).toEqual([
      ['int64', 0],
      ['timestamp', 0],
    ]);
  });

  it('is safe with __proto__, inherited keys and names of object members', () => {
    const row = JSON.parse('{"__proto__": 1, "constructor": 2}') as object;
    const table = tableFromRows([row, { constructor: 3 }, Object.create({ constructor: 9, x: 1 })]);
    expect(table.names).toEqual(['__proto__', 'constructor']);
    expect([table.at(0, '__proto__'), table.at(1, '__proto__')]).toEqual([1, null]);
    expect([table.at(1, 'constructor'), table.at(2, 'constructor')]).toEqual([3, null]);
  });

  it.each([
    [[1, 'x'], /found a string where numbers/],
    [['x', 1], /found a number where strings/],
    [[1, 2n], /found a bigint where numbers/],
    [[1n, 1.5], /found a number where 64-bit integers/],
    [[1n, 2n ** 63n], /found a bigint where 64-bit integers/],
    [[true, 0], /found a number where booleans/],
    [[new Date(0), 'yesterday'], /found a string where valid Date/],
    [[new Date(0), '2024-01-01'], /found a string where valid Date/],
    [[new Date(0), new Date(Number.NaN)], /found a Date where valid Date/],
    [[1, [1]], /found an array/],
    [[1, {}], /found an object/],
  ])('refuses %o in one column, naming column and row', (values, message) => {
    const rows = [{ k: 0 }, ...values.map((a) => ({ k: 0, a }))];
    expect(() => tableFromRows(rows)).toThrow(
      expect.objectContaining({
        code: 'CVD_INVALID_VALUE',
        column: 'a',
        row: 2,
        message: expect.stringMatching(message),
      }),
    );
  });

  it('refuses values no column can hold', () => {
    for (const value of [{}, [], Symbol('x'), () => 0])
      expect(() => tableFromRows([{ a: null }, { a: value }])).toThrow(
        expect.objectContaining({ code: 'CVD_INVALID_VALUE', column: 'a', row: 1 }),
      );
  });
});
