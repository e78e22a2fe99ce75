import type { RandomSource } from '@cvd/core';

const MOST_ROWS = 2000;
const SHARE = 0.1;
/** Quality measured on fewer says nothing. */
const FEWEST_ROWS = 20;

/** Row indices, ascending. */
export interface HeldOut {
  /** Rows to learn from. */
  readonly training: Int32Array;
  /** Rows that the training never sees. */
  readonly held: Int32Array;
}

/**
 * Holds out a tenth of the rows for early stopping, and at most 2,000; none of fewer than 200.
 * @param random - each set of rows is equally likely
 */
export const holdOut = (random: RandomSource, rows: number): HeldOut => {
  const share = Math.min(MOST_ROWS, Math.floor(SHARE * rows));
  const count = share < FEWEST_ROWS ? 0 : share;
  // Floyd's sampling: memory for the rows held out alone.
  const held = new Set<number>();
  for (let last = rows - count; last < rows; last++) {
    const drawn = Math.floor(random.uniform(last) * (last + 1));
    held.add(held.has(drawn) ? last : drawn);
  }
  const training = new Int32Array(rows - count);
  let at = 0;
  for (let row = 0; row < rows; row++) if (!held.has(row)) training[at++] = row;
  return { training, held: Int32Array.from(held).sort() };
};
