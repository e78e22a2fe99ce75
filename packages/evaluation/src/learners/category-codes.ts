import { type Column, cellAt, isPresent } from '@cvd/core';

type Key = string | number | bigint;

/** Equal values get equal keys whatever type they are stored in: true is 1, 1n is 1. */
const keyOf = (column: Column, row: number): Key | null => {
  const value = cellAt(column, row);
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  return Number.isNaN(value) ? null : value;
};

/** Codes that several columns share, in order of first appearance. */
export interface SharedCodes {
  /** By column, one code a row; −1 where it is missing. */
  readonly codes: readonly Int32Array[];
  readonly size: number;
}

/** Codes for the values of all these columns. Only values that occur get one. */
export const categoryCodes = (columns: readonly Column[]): SharedCodes => {
  const known = new Map<Key, number>();
  const codeOf = (key: Key): number => {
    let code = known.get(key);
    if (code === undefined) known.set(key, (code = known.size));
    return code;
  };
  const codes = columns.map((column) => {
    const out = new Int32Array(column.length).fill(-1);
    const translated = column.type === 'utf8' ? new Int32Array(column.dictionary.length).fill(-1) : null;
    for (let row = 0; row < column.length; row++) {
      if (!isPresent(column, row)) continue;
      if (column.type === 'utf8') {
        const local = column.codes[row]!;
        if (translated![local] === -1) translated![local] = codeOf(column.dictionary[local]!);
        out[row] = translated![local]!;
      } else {
        const key = keyOf(column, row);
        if (key !== null) out[row] = codeOf(key);
      }
    }
    return out;
  });
  return { codes, size: known.size };
};
