import { type Batch, rowIndexAt } from '@cvd/core';
import { type RowRange, type RowRanges, toRanges } from './row-ranges.js';

/** The rows of a batch that are new to a run. */
interface NewRows {
  /** Their positions in the batch, ascending. */
  readonly positions: Int32Array;
  /** Their row indices. */
  readonly ranges: readonly RowRange[];
}

/** Leaves out rows that are present or stand earlier in the same batch. */
export const selectNewRows = (batch: Batch, present: RowRanges): NewRows => {
  const positions = new Int32Array(batch.table.rows);
  const indices = new Float64Array(batch.table.rows);
  const seen = new Set<number>();
  let count = 0;
  for (let k = 0; k < batch.table.rows; k++) {
    const index = rowIndexAt(batch, k);
    if (present.has(index) || seen.has(index)) continue;
    if (batch.rowIndices !== undefined) seen.add(index); // consecutive rows cannot repeat
    positions[count] = k;
    indices[count++] = index;
  }
  return { positions: positions.subarray(0, count), ranges: toRanges(indices.subarray(0, count).sort()) };
};
