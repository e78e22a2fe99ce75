import type { RandomSource } from '@cvd/core';

/** Columns that are looked at together, by their numbers, ascending. */
export type ColumnSet = readonly number[];

const combinations = (columns: number, size: number): number => {
  let count = 1;
  for (let i = 0; i < size; i++) count = (count * (columns - i)) / (i + 1);
  return Math.round(count);
};

function* every(columns: number, size: number, from = 0): Generator<number[]> {
  if (size === 0) yield [];
  else
    for (let first = from; first <= columns - size; first++)
      for (const rest of every(columns, size - 1, first + 1)) yield [first, ...rest];
}

/** As many different numbers below `columns` as `out` holds, ascending; null when two are equal. */
const drawSet = (columns: number, size: number, random: RandomSource, draw: number): number[] | null => {
  const set = Array.from({ length: size }, (_, i) => Math.floor(random.uniform(draw, i) * columns));
  return new Set(set).size === size ? set.sort((a, b) => a - b) : null;
};

/**
 * All sets of `size` columns, or `most` of them, drawn at random, each set as likely, when there are more.
 */
export const columnSets = (columns: number, size: number, most: number, random: RandomSource): readonly ColumnSet[] => {
  if (columns < size) return [];
  if (combinations(columns, size) <= most) return [...every(columns, size)];
  const drawn = new Map<string, ColumnSet>();
  for (let draw = 0; drawn.size < most; draw++) {
    const set = drawSet(columns, size, random, draw);
    if (set) drawn.set(set.join(), set);
  }
  return [...drawn.values()];
};
