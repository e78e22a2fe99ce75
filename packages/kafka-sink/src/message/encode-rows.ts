import { jsonRows, type Table } from '@cvd/core';

/** UTF-8 bytes that a UTF-16 unit takes at most. */
const BYTES_PER_UNIT = 3;

/** Bytes of a pool that rows are written into one behind the other: an allocation for each costs more than its JSON. */
const POOL_BYTES = 1 << 18;

/**
 * Each row as a JSON object in UTF-8: all columns in order, missing values as null, numbers in their shortest exact form,
 * 64-bit integers with all their digits, times as ISO 8601 strings. The arrays share memory.
 * @throws {InvalidValueError} for ±Infinity, naming column and row
 */
export const encodeRows = (table: Table): Uint8Array[] => {
  const json = jsonRows(table);
  const rows = new Array<Uint8Array>(table.rows);
  let pool = Buffer.allocUnsafeSlow(0);
  let at = 0;
  for (let row = 0; row < table.rows; row++) {
    const text = json(row);
    const room = BYTES_PER_UNIT * text.length;
    if (pool.length - at < room) {
      pool = Buffer.allocUnsafeSlow(Math.max(room, POOL_BYTES));
      at = 0;
    }
    const end = at + pool.write(text, at, 'utf8');
    rows[row] = pool.subarray(at, end);
    at = end;
  }
  return rows;
};
