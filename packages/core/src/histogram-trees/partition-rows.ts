import { inMask } from './bin-mask.js';

/**
 * Moves the rows of `rows[start … end)` whose slot is in the mask to the front, both sides in the order they had.
 * @param work - as long as the table has rows
 * @returns where the second side begins
 */
export const partitionRows = (
  rows: Int32Array,
  start: number,
  end: number,
  column: Uint8Array,
  leftSlots: Uint32Array,
  work: Int32Array,
): number => {
  let left = start;
  let right = 0;
  for (let i = start; i < end; i++) {
    const row = rows[i]!;
    if (inMask(leftSlots, 0, column[row]!)) rows[left++] = row;
    else work[right++] = row;
  }
  rows.set(work.subarray(0, right), left);
  return left;
};
