import { InvalidRowCountError } from '../errors/invalid-row-count-error.js';
import { InvalidValueError } from '../errors/invalid-value-error.js';
import type { Batch } from './sink.js';

/** Index of row `k` of a batch: with the run id, its identity. */
export const rowIndexAt = ({ firstRow, rowIndices }: Batch, k: number): number =>
  rowIndices === undefined ? firstRow + k : rowIndices[k]!;

/**
 * Checks that the rows have indices a sink can keep.
 * @throws {InvalidRowCountError} for an index that is no whole number from 0 to 2^53 − 1
 * @throws {InvalidValueError} for indices or offsets in another number than the rows
 */
export const checkRowIndices = ({ table: { rows }, firstRow, rowIndices, lineage }: Batch): void => {
  const check = (argument: string, index: number): void => {
    if (!Number.isSafeInteger(index) || index < 0) throw new InvalidRowCountError(argument, index, 0);
  };
  if (lineage !== undefined && lineage.offsets.length !== rows)
    throw new InvalidValueError('lineage.offsets', 0, `there are ${lineage.offsets.length} for ${rows} rows`);
  if (rowIndices === undefined) {
    check('firstRow', firstRow);
    check('the last row index', firstRow + Math.max(rows - 1, 0));
    return;
  }
  if (rowIndices.length !== rows)
    throw new InvalidValueError('rowIndices', 0, `there are ${rowIndices.length} for ${rows} rows`);
  for (const index of rowIndices) check('a row index', index);
};
