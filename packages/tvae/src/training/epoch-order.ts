import type { RandomSource } from '@cvd/core';

const BLOCK = 1024;

/**
 * The rows in the order of one epoch: a shuffle by Fisher and Yates that depends on the epoch's number and nothing
 * before it, so a resumed training does not go through the epochs it skips. An index is taken as ⌊word·(i + 1)/2³²⌋,
 * whose bias is below rows/2³².
 */
export const epochOrder = (random: RandomSource, epoch: number, rows: number): Int32Array => {
  const order = new Int32Array(rows);
  for (let i = 0; i < rows; i++) order[i] = i;
  const words = new Uint32Array(Math.min(BLOCK, rows));
  const blocks = Math.ceil(rows / BLOCK);
  for (let block = 0; block < blocks; block++) {
    random.wordsInto(words, epoch * blocks + block);
    const from = rows - 1 - block * BLOCK;
    for (let k = 0, i = from; k < words.length && i > 0; k++, i--) {
      const j = Math.floor((words[k]! * (i + 1)) / 2 ** 32);
      const kept = order[i]!;
      order[i] = order[j]!;
      order[j] = kept;
    }
  }
  return order;
};
