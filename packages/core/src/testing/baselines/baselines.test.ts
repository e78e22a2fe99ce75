import { describe, expect, it } from 'vitest';
import { createRandomSource } from '../../random/counter-random.js';
import { createBits, setBit } from '../../table/bits.js';
import { Table } from '../../table/table.js';
import { bootstrapRowsTable } from './bootstrap-rows-table.js';
import { independentColumnsTable } from './independent-columns-table.js';

/** Five columns, one of each type, all telling the row's number; every third row is missing in all of them. */
const numbered = (length: number): Table => {
  const validity = createBits(length, true);
  const odd = createBits(length);
  for (let row = 0; row < length; row++) {
    if (row % 3 === 0) validity[row >> 3]! &= ~(1 << (row & 7));
    if (row % 2) setBit(odd, row);
  }
  const numbers = Float64Array.from({ length }, (_, row) => (row % 3 === 0 ? 0 : row));
  const big = BigInt64Array.from(numbers, BigInt);
  const dictionary = Array.from({ length }, (_, row) => `row ${row}`);
  const codes = Int32Array.from(numbers);
  return new Table([
    ['float', { type: 'float64', length, validity, values: numbers }],
    ['text', { type: 'utf8', length, validity, codes, dictionary }],
    ['odd', { type: 'bool', length, validity, values: odd }],
    ['big', { type: 'int64', length, validity, values: big }],
    ['at', { type: 'timestamp', length, validity, values: big, unit: 's', timezone: null }],
  ]);
};

const table = numbered(300);
const random = createRandomSource(5);

describe('bootstrapRowsTable', () => {
  it('keeps whole rows together', () => {
    for (const row of bootstrapRowsTable(table, 500, random).toRows()) {
      if (row.float === null) {
        expect(row).toEqual({ float: null, text: null, odd: null, big: null, at: null });
        continue;
      }
      const number = Number(row.float);
      expect(row).toMatchObject({ text: `row ${number}`, odd: number % 2 === 1, big: BigInt(number) });
      expect(row.at).toBe(new Date(number * 1000).toISOString().slice(0, 19));
    }
  });

  it('draws every row alike often', () => {
    // 30,000 draws of 3 kinds of row (i mod 3 = 1 holds a third): standard error √(30000·⅓·⅔) = 82; 4 of them.
    let ones = 0;
    for (const row of bootstrapRowsTable(table, 30_000, random).toRows()) if (Number(row.float) % 3 === 1) ones++;
    expect(Math.abs(ones - 10_000)).toBeLessThan(4 * 82);
  });
});

describe('independentColumnsTable', () => {
  it('keeps the marginals and breaks the rows', () => {
    const drawn = independentColumnsTable(table, 30_000, random);
    let missing = 0;
    let both = 0;
    for (const row of drawn.toRows()) {
      if (row.float === null) missing++;
      if (row.float === null && row.text === null) both++;
    }
    // Shares of ⅓ and, independent, ⅑; within 4 standard errors (82 and 54 rows).
    expect(Math.abs(missing - 10_000)).toBeLessThan(4 * 82);
    expect(Math.abs(both - 10_000 / 3)).toBeLessThan(4 * 54);
  });
});

describe.each([
  ['bootstrapRowsTable', bootstrapRowsTable],
  ['independentColumnsTable', independentColumnsTable],
])('%s', (_, baseline) => {
  it('gives row i the same values whatever the number of rows, and other values for another seed', () => {
    const many = [...baseline(table, 100, random).toRows()];
    expect([...baseline(table, 40, random).toRows()]).toEqual(many.slice(0, 40));
    expect([...baseline(table, 100, createRandomSource(6)).toRows()]).not.toEqual(many);
  });

  it('gives no rows of an empty table, and refuses to invent any', () => {
    expect(baseline(table.slice(0, 0), 0, random).rows).toBe(0);
    expect(() => baseline(table.slice(0, 0), 1, random)).toThrow(expect.objectContaining({ code: 'CVD_EMPTY_TABLE' }));
  });
});
