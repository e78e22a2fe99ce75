import { bitAt } from '../table/bits.js';
import { isPresent } from '../table/cell.js';
import type { Column } from '../table/column.js';
import { unitsPerSecond } from '../table/timestamp.js';

/** One column of both tables as categories with common codes. */
export interface JointCodes {
  /** One code a row. */
  readonly real: Int32Array;
  readonly synthetic: Int32Array;
  /** Codes run from 0 to size − 1. The last one, size − 1, stands for a missing value, whether it occurs or not. */
  readonly size: number;
}

type Key = string | number | bigint;

/** Equal values get equal keys whatever type they are stored in: true is 1, 1n is 1, instants are compared in nanoseconds. */
const keyReader = (column: Column): ((row: number) => Key) => {
  switch (column.type) {
    case 'float64':
      return (row) => column.values[row]!;
    case 'bool':
      return (row) => Number(bitAt(column.values, row));
    case 'int64':
      return (row) => {
        const value = column.values[row]!;
        return Number.isSafeInteger(Number(value)) ? Number(value) : value;
      };
    case 'timestamp': {
      const scale = unitsPerSecond.ns / unitsPerSecond[column.unit];
      return (row) => column.values[row]! * scale;
    }
    case 'utf8':
      return (row) => column.dictionary[column.codes[row]!]!;
  }
};

const fill = (column: Column, out: Int32Array, codes: Map<Key, number>): void => {
  const code = (key: Key): number => {
    let found = codes.get(key);
    if (found === undefined) codes.set(key, (found = codes.size));
    return found;
  };
  if (column.type === 'utf8') {
    const translated = new Int32Array(column.dictionary.length).fill(-1);
    for (let row = 0; row < column.length; row++) {
      if (!isPresent(column, row)) continue;
      const local = column.codes[row]!;
      if (translated[local] === -1) translated[local] = code(column.dictionary[local]!);
      out[row] = translated[local]!;
    }
    return;
  }
  const keyAt = keyReader(column);
  for (let row = 0; row < column.length; row++) {
    if (!isPresent(column, row)) continue;
    const key = keyAt(row);
    if (!Number.isNaN(key)) out[row] = code(key);
  }
};

/** Codes for the values of both columns, in order of appearance. Only values that occur get one. */
export const jointCodes = (real: Column, synthetic: Column): JointCodes => {
  const codes = new Map<Key, number>();
  const realCodes = new Int32Array(real.length).fill(-1);
  const syntheticCodes = new Int32Array(synthetic.length).fill(-1);
  fill(real, realCodes, codes);
  fill(synthetic, syntheticCodes, codes);
  const missing = codes.size;
  for (const out of [realCodes, syntheticCodes])
    for (let row = 0; row < out.length; row++) if (out[row] === -1) out[row] = missing;
  return { real: realCodes, synthetic: syntheticCodes, size: missing + 1 };
};

/** How often each code occurs. */
export const countCodes = (codes: Int32Array, size: number): Float64Array => {
  const counts = new Float64Array(size);
  for (let row = 0; row < codes.length; row++) counts[codes[row]!]!++;
  return counts;
};
