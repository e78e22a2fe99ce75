import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryTable, contentOf } from '../../test/arbitrary-table.js';
import { concatTables } from './concat-tables.js';
import { gatherRows } from './gather-rows.js';
import { Table } from './table.js';
import { tableFromColumns } from './table-from-columns.js';

describe('slice, concatTables and gatherRows', () => {
  it('put the parts of a table together again', () => {
    fc.assert(
      fc.property(arbitraryTable, fc.nat(12), fc.nat(12), (table, a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const parts = [table.slice(0, from), table.slice(from, to), table.slice(to)];
        expect(contentOf(concatTables(parts))).toEqual(contentOf(table));
        expect(parts[1]!.rows).toBe(Math.min(to, table.rows) - Math.min(from, table.rows));
      }),
      { numRuns: 500, seed: 9 },
    );
  });

  it('pick the rows asked for', () => {
    const picked = arbitraryTable
      .filter(({ rows }) => rows > 0)
      .chain((table) => fc.tuple(fc.constant(table), fc.array(fc.nat(table.rows - 1), { maxLength: 20 })));
    fc.assert(
      fc.property(picked, ([table, indices]) => {
        const all = contentOf(table);
        const expected = { ...all, rows: indices.map((index) => all.rows[index]) };
        expect(contentOf(gatherRows(table, indices))).toEqual(expected);
        expect(contentOf(gatherRows(table, Uint32Array.from(indices)))).toEqual(expected);
      }),
      { numRuns: 500, seed: 10 },
    );
  });

  it('work on slices, whose bits do not begin at a byte', () => {
    const flags = Array.from({ length: 40 }, (_, i) => (i % 7 === 0 ? null : i % 3 === 0));
    const table = tableFromColumns({ flags }).slice(5, 35).slice(6);
    const expected = flags.slice(11, 35);
    expect([...table.toRows()].map((row) => row.flags)).toEqual(expected);
    expect([...concatTables([table, table]).toRows()].map((row) => row.flags)).toEqual([...expected, ...expected]);
    expect(gatherRows(table, [23, 0]).at(0, 'flags')).toBe(expected[23]);
  });
});

describe('concatTables', () => {
  it('merges dictionaries in order of first appearance', () => {
    const text = (...values: (string | null)[]) => tableFromColumns({ a: values }, { a: 'utf8' });
    const merged = concatTables([text('x', null, 'y'), text('z', 'x'), text(null), text('y')]);
    expect(merged.column('a')).toMatchObject({
      dictionary: ['x', 'y', 'z'],
      codes: Int32Array.of(0, 0, 1, 2, 0, 0, 1),
    });
    expect([...merged.toRows()].map(({ a }) => a)).toEqual(['x', null, 'y', 'z', 'x', null, 'y']);
  });

  it('refuses tables whose columns differ in name, order, type or number', () => {
    const one = tableFromColumns({ a: [1], b: ['x'] });
    const others = [
      tableFromColumns({ a: [1] }),
      tableFromColumns({ b: ['x'], a: [1] }),
      tableFromColumns({ a: [1n], b: ['x'] }),
      tableFromColumns({ a: [1], b: ['x'], c: [1] }),
    ];
    for (const other of others)
      expect(() => concatTables([one, other])).toThrow(expect.objectContaining({ code: 'CVD_INVALID_COLUMN' }));
    const instant = (unit: 's' | 'ms') => tableFromColumns({ t: [new Date(0)] }, { t: { type: 'timestamp', unit } });
    expect(() => concatTables([instant('s'), instant('ms')])).toThrow(/timestamp \(s, UTC\).*timestamp \(ms, UTC\)/);
    expect(() => concatTables([])).toThrow(expect.objectContaining({ code: 'CVD_EMPTY_TABLE' }));
  });
});

describe('gatherRows', () => {
  it('refuses what is no row', () => {
    const table = tableFromColumns({ a: [1, 2] });
    for (const index of [-1, 2, 0.5, Number.NaN, 2 ** 32])
      expect(() => gatherRows(table, [0, index]), String(index)).toThrow(
        expect.objectContaining({ code: 'CVD_INVALID_ROW', index, rows: 2 }),
      );
  });
});

describe('Table', () => {
  it('clamps slices, selects, and gives batches that cover all rows', () => {
    const table = tableFromColumns({ a: [1, 2, 3, 4, 5], b: ['x', 'y', 'x', 'y', 'x'] });
    expect(table.slice()).toBe(table);
    expect([table.slice(3, 99).rows, table.slice(-4, 2).rows, table.slice(4, 1).rows]).toEqual([2, 2, 0]);
    expect([...table.batches(2)].map(({ rows }) => rows)).toEqual([2, 2, 1]);
    expect(table.select(['b']).names).toEqual(['b']);
    expect(() => table.select(['c'])).toThrow(
      expect.objectContaining({ code: 'CVD_UNKNOWN_COLUMN', known: ['a', 'b'] }),
    );
    expect(new Table([]).rows).toBe(0);
  });
});
