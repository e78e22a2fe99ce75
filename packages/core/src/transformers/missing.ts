import type { DiscreteSpec } from '../encoding/encoded-table.js';
import { TransformError } from '../errors/transform-error.js';
import { bitAt, clearBit, createBits } from '../table/bits.js';
import type { Column } from '../table/column.js';
import { missingName } from './encoded-names.js';

/** The encoded column that says where `column` is missing. */
export const missingSpec = (column: string): DiscreteSpec => ({
  kind: 'discrete',
  name: missingName(column),
  source: column,
  cardinality: 2,
  ordered: false,
  role: 'missing',
});

/** Whether row `row` of the piece holds no value: marked so, or NaN. */
export const isMissing = (column: Column, row: number): boolean =>
  (column.validity !== null && !bitAt(column.validity, row)) ||
  (column.type === 'float64' && Number.isNaN(column.values[row]!));

/** Code 1 in missing rows, 0 elsewhere. */
export const missingCodes = (column: Column): Int32Array => {
  const codes = new Int32Array(column.length);
  for (let row = 0; row < codes.length; row++) if (isMissing(column, row)) codes[row] = 1;
  return codes;
};

/** Validity bits of codes as {@link missingCodes} makes them; null when nothing is missing. */
export const validityOf = (codes: Int32Array): Uint8Array | null => {
  let validity: Uint8Array | null = null;
  for (let row = 0; row < codes.length; row++) {
    if (codes[row] === 0) continue;
    validity ??= createBits(codes.length, true);
    clearBit(validity, row);
  }
  return validity;
};

/** @throws {TransformError} when a row is missing in a column that had no missing values when it was fitted */
export const refuseMissing = (name: string, column: Column, firstRow: number): void => {
  for (let row = 0; row < column.length; row++) {
    if (isMissing(column, row))
      throw new TransformError(
        name,
        firstRow + row,
        'a value is missing, and none was missing in the fitted table; fit again',
      );
  }
};
