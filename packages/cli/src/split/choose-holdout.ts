import { createRandomSource, type RandomSource } from '@cvd/core';

/**
 * How many rows of each stratum go to the holdout: ⌊n·share⌋, and one more for the largest remainders until the total is
 * that of all rows together, rounded.
 */
export const holdoutCounts = (sizes: readonly number[], share: number): number[] => {
  const rows = sizes.reduce((sum, size) => sum + size, 0);
  const counts = sizes.map((size) => Math.floor(size * share));
  let left = Math.round(rows * share) - counts.reduce((sum, count) => sum + count, 0);
  const byRemainder = sizes
    .map((size, stratum) => ({ stratum, remainder: size * share - Math.floor(size * share) }))
    .sort((a, b) => b.remainder - a.remainder || a.stratum - b.stratum);
  for (const { stratum } of byRemainder) {
    if (left <= 0) break;
    counts[stratum]! += 1;
    left -= 1;
  }
  return counts;
};

/** The `count` rows with the smallest random numbers. */
const draw = (rows: readonly number[], count: number, random: RandomSource): number[] =>
  rows
    .map((row) => ({ row, key: random.uniform(row) }))
    .sort((a, b) => a.key - b.key || a.row - b.row)
    .slice(0, count)
    .map(({ row }) => row);

/**
 * Which rows are held out; the same for the same seed, exactly round(rows × share) of them.
 * @param strata - a stratum for each row (0, 1, …), each of which keeps its share; all 0 for a plain split
 * @returns 1 for rows of the holdout
 */
export const chooseHoldout = (strata: ArrayLike<number>, share: number, seed: number): Uint8Array => {
  const members: number[][] = [];
  for (let row = 0; row < strata.length; row++) (members[strata[row]!] ??= []).push(row);
  const random = createRandomSource(seed).child('split');
  const counts = holdoutCounts(
    members.map(({ length }) => length),
    share,
  );
  const held = new Uint8Array(strata.length);
  for (const [stratum, rows] of members.entries()) {
    for (const row of draw(rows, counts[stratum]!, random)) held[row] = 1;
  }
  return held;
};
