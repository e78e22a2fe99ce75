import { type Table, tableFromColumns } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { createColumnTypes } from './retype-columns.js';

const bad = (...columns: string[]) => columns.map((column) => ({ column, problem: 'is of another type' }));
const types = (table: Table | null): string[] =>
  table!.columns.map((column) => (column.type === 'timestamp' ? `timestamp ${column.timezone}` : column.type));

describe('createColumnTypes', () => {
  it('tries every type for columns without a value, each column by itself', () => {
    const table = tableFromColumns({ a: [null, null], b: [null, null], c: [1, 2] });
    const search = createColumnTypes().search(table);
    expect(types(search.next(bad('a', 'b')))).toEqual(['utf8', 'utf8', 'float64']);
    expect(types(search.next(bad('b')))).toEqual(['utf8', 'float64', 'float64']);
    expect(types(search.next(bad('b')))).toEqual(['utf8', 'bool', 'float64']);
    expect(search.next(bad('c'))).not.toBeNull();
  });

  it('gives up when a column has no type left', () => {
    const search = createColumnTypes().search(tableFromColumns({ a: [true] }));
    expect(search.next(bad('a'))).toBeNull();
    const empty = createColumnTypes().search(tableFromColumns({ a: [null] }));
    const tried = Array.from({ length: 7 }, () => empty.next(bad('a')));
    expect(tried.map((table) => table !== null)).toEqual([true, true, true, true, true, true, false]);
  });

  it('gives up on columns that the rows do not have', () => {
    expect(
      createColumnTypes()
        .search(tableFromColumns({ a: [null] }))
        .next(bad('z')),
    ).toBeNull();
  });

  it('takes whole numbers for floats and back only where every value is kept', () => {
    const types64 = createColumnTypes();
    const table = types64.search(tableFromColumns({ a: [5n, null] })).next(bad('a'))!;
    expect([types(table), table.at(0, 'a'), table.at(1, 'a')]).toEqual([['float64'], 5, null]);
    expect(types64.search(tableFromColumns({ a: [2n ** 53n + 1n] })).next(bad('a'))).toBeNull();
    expect(types64.search(tableFromColumns({ a: [0.5] })).next(bad('a'))).toBeNull();
  });

  it('takes text for times where all of it is', () => {
    const search = createColumnTypes().search(tableFromColumns({ at: ['2024-01-01T10:00:00Z'] }));
    expect(types(search.next(bad('at')))).toEqual(['timestamp UTC']);
    expect(
      createColumnTypes()
        .search(tableFromColumns({ at: ['soon'] }))
        .next(bad('at')),
    ).toBeNull();
  });

  it('remembers what was found for the tables that follow', () => {
    const found = createColumnTypes();
    const search = found.search(tableFromColumns({ a: [null] }));
    search.next(bad('a'));
    search.found();
    expect(types(found.fit(tableFromColumns({ a: [null, null] })))).toEqual(['utf8']);
    expect(types(found.fit(tableFromColumns({ a: ['x'] })))).toEqual(['utf8']);
    expect(types(found.fit(tableFromColumns({ a: [1] })))).toEqual(['float64']);
  });

  it('finds columns whose names the target writes in another case', () => {
    expect(
      types(
        createColumnTypes()
          .search(tableFromColumns({ Age: [null] }))
          .next(bad('age')),
      ),
    ).toEqual(['utf8']);
  });
});
