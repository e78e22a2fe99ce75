import { describe, expect, it } from 'vitest';
import { tableFromColumns } from './table-from-columns.js';

describe('tableFromColumns', () => {
  it('adopts float and bigint arrays without a copy', () => {
    const values = Float64Array.of(1, -0, Number.POSITIVE_INFINITY);
    const integers = BigInt64Array.of(1n, 2n, 3n);
    const table = tableFromColumns({ values, integers });
    expect(table.column('values')).toMatchObject({ type: 'float64', validity: null });
    expect((table.column('values') as { values: unknown }).values).toBe(values);
    expect((table.column('integers') as { values: unknown }).values).toBe(integers);
  });

  it('copies a float array with NaN, which is missing, and leaves the array as it was', () => {
    const values = Float64Array.of(1, Number.NaN, 3);
    const column = tableFromColumns({ values }).column('values');
    expect(column).toMatchObject({ values: Float64Array.of(1, 0, 3), validity: Uint8Array.of(0b101) });
    expect(values[1]).toBeNaN();
  });

  it('converts other typed arrays', () => {
    const table = tableFromColumns({
      a: Int32Array.of(-1, 2),
      b: Float32Array.of(0.5, Number.NaN),
      c: Uint8Array.of(0, 255),
      d: BigUint64Array.of(0n, 2n ** 63n - 1n),
    });
    expect(table.columns.map(({ type }) => type)).toEqual(['float64', 'float64', 'float64', 'int64']);
    expect([...table.toRows()].map(Object.values)).toEqual([
      [-1, 0.5, 0, 0n],
      [2, null, 255, 2n ** 63n - 1n],
    ]);
    expect(() => tableFromColumns({ d: BigUint64Array.of(2n ** 63n) })).toThrow(
      expect.objectContaining({ code: 'CVD_INVALID_VALUE', column: 'd', row: 0 }),
    );
  });

  it('takes columns, pairs, types and plain arrays', () => {
    const first = tableFromColumns({ a: ['x', 'y', null] });
    const table = tableFromColumns(
      [
        ['__proto__', first.column('a')],
        ['i', [1, undefined, 3]],
      ],
      { i: 'int64' },
    );
    expect(table.names).toEqual(['__proto__', 'i']);
    expect([...table.toRows()].map(Object.values)).toEqual([
      ['x', 1n],
      ['y', null],
      [null, 3n],
    ]);
  });

  it('refuses lengths that differ, names that occur twice, and what is no array', () => {
    expect(() => tableFromColumns({ a: [1], b: [1, 2] })).toThrow(
      expect.objectContaining({ code: 'CVD_INVALID_COLUMN', column: 'b' }),
    );
    expect(() =>
      tableFromColumns([
        ['a', [1]],
        ['a', [1]],
      ]),
    ).toThrow(expect.objectContaining({ code: 'CVD_INVALID_COLUMN' })); // pairs
    expect(() => tableFromColumns({ a: 'text' as unknown as string[] })).toThrow(
      expect.objectContaining({ code: 'CVD_INVALID_COLUMN', column: 'a' }),
    );
  });
});
