import { sliceBits } from './bits.js';
import type { Column } from './column.js';

/** Rows `start` to `end` (exclusive). Values and codes share memory with the original; bits are copied. */
export const sliceColumn = (column: Column, start: number, end: number): Column => {
  const length = end - start;
  const validity = column.validity === null ? null : sliceBits(column.validity, start, end);
  switch (column.type) {
    case 'float64':
      return { ...column, length, validity, values: column.values.subarray(start, end) };
    case 'int64':
    case 'timestamp':
      return { ...column, length, validity, values: column.values.subarray(start, end) };
    case 'bool':
      return { ...column, length, validity, values: sliceBits(column.values, start, end) };
    case 'utf8':
      return { ...column, length, validity, codes: column.codes.subarray(start, end) };
  }
};
