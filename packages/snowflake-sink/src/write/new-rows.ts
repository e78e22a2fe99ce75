import { type Batch, rowIndexAt } from '@cvd/core';

/** The rows of a batch that a statement sends. */
export interface RowsToSend {
  /** Positions in the batch; of rows with one index the first. */
  readonly positions: readonly number[];
  readonly lowest: number;
  readonly highest: number;
}

/** Leaves out rows whose index stands earlier in the same batch: a statement may not hold an identity twice. */
export const distinctRows = (batch: Batch): RowsToSend => {
  const seen = new Set<number>();
  const positions: number[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < batch.table.rows; k++) {
    const index = rowIndexAt(batch, k);
    if (batch.rowIndices !== undefined) {
      if (seen.has(index)) continue;
      seen.add(index);
    }
    positions.push(k);
    if (index < lowest) lowest = index;
    if (index > highest) highest = index;
  }
  return { positions, lowest, highest };
};
