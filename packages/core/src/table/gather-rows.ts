import { InvalidRowError } from '../errors/invalid-row-error.js';
import { bitAt, createBits, setBit } from './bits.js';
import type { Column } from './column.js';
import { Table } from './table.js';

/**
 * The rows at these zero-based indices, in their order; an index may occur more than once or not at all. Dictionaries are
 * shared with the original, so they may hold values that no row has.
 *
 * @throws {InvalidRowError} when an index is no row of the table
 */
export const gatherRows = (table: Table, indices: ArrayLike<number>): Table => {
  const rows = Int32Array.from(indices);
  for (let i = 0; i < rows.length; i++) {
    const index = indices[i]!;
    if (rows[i] !== index || index < 0 || index >= table.rows) throw new InvalidRowError(index, table.rows);
  }
  return new Table(table.names.map((name, i) => [name, gatherColumn(table.columns[i]!, rows)]));
};

/** The cells at these rows, in their order; `rows` is not checked. */
export const gatherColumn = (column: Column, rows: ArrayLike<number>): Column => {
  const { length } = rows;
  const validity = column.validity === null ? null : gatherBits(column.validity, rows);
  switch (column.type) {
    case 'float64': {
      const values = new Float64Array(length);
      for (let i = 0; i < length; i++) values[i] = column.values[rows[i]!]!;
      return { ...column, length, validity, values };
    }
    case 'int64':
    case 'timestamp': {
      const values = new BigInt64Array(length);
      for (let i = 0; i < length; i++) values[i] = column.values[rows[i]!]!;
      return { ...column, length, validity, values };
    }
    case 'bool':
      return { ...column, length, validity, values: gatherBits(column.values, rows) };
    case 'utf8': {
      const codes = new Int32Array(length);
      for (let i = 0; i < length; i++) codes[i] = column.codes[rows[i]!]!;
      return { ...column, length, validity, codes };
    }
  }
};

const gatherBits = (bits: Uint8Array, rows: ArrayLike<number>): Uint8Array => {
  const out = createBits(rows.length);
  for (let i = 0; i < rows.length; i++) if (bitAt(bits, rows[i]!)) setBit(out, i);
  return out;
};
