import type { NearestRows } from '../distances/nearest-rows.js';

/**
 * For how many queries the two sets of nearest rows have a row in common: both found in the same reference, for the same
 * queries in the same order.
 */
export const countLinked = (here: NearestRows, there: NearestRows): number => {
  const queries = here.rows.length / here.neighbours;
  let linked = 0;
  for (let query = 0; query < queries; query++) {
    const others = there.rows.subarray(query * there.neighbours, (query + 1) * there.neighbours);
    const own = here.rows.subarray(query * here.neighbours, (query + 1) * here.neighbours);
    // A reference of fewer rows than neighbours leaves slots of −1.
    if (own.some((row) => row >= 0 && others.includes(row))) linked++;
  }
  return linked;
};
