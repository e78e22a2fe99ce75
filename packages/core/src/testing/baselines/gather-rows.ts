import { bitAt, createBits, setBit } from '../../table/bits.js';
import type { Column } from '../../table/column.js';

const gatherBits = (bits: Uint8Array, rows: ArrayLike<number>): Uint8Array => {
  const out = createBits(rows.length);
  for (let i = 0; i < rows.length; i++) if (bitAt(bits, rows[i]!)) setBit(out, i);
  return out;
};

/** The column's values at the given rows, in their order; a row may be taken more than once. */
export const gatherRows = (column: Column, rows: ArrayLike<number>): Column => {
  const length = rows.length;
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
