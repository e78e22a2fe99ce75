import type { RandomSource } from '@cvd/core';

/** The numbers 0 … rows − 1 in a random order, every order as likely (Fisher and Yates). */
export const shuffledRows = (rows: number, random: RandomSource): Int32Array => {
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  for (let i = rows - 1; i > 0; i--) {
    const j = Math.floor(random.uniform(i) * (i + 1));
    const row = order[i]!;
    order[i] = order[j]!;
    order[j] = row;
  }
  return order;
};

/** `count` of `rows` row numbers, drawn without replacement, ascending; all of them when there are no more. */
export const drawnRows = (rows: number, count: number, random: RandomSource): Int32Array =>
  shuffledRows(rows, random).subarray(0, Math.min(rows, count)).sort();
