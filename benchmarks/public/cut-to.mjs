import { createRandomSource, gatherRows } from '@cvd/core';

/** `count` rows of a table, drawn without replacement by the seed, in their order; all of them where there are no more. */
export const cutTo = (table, count, seed) => {
  if (table.rows <= count) return table;
  const random = createRandomSource(seed).child('public benchmark');
  const order = Int32Array.from({ length: table.rows }, (_, row) => row);
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(random.uniform(i) * (table.rows - i));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return gatherRows(table, order.subarray(0, count).sort());
};
