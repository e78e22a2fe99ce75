import type { MixedRows } from './mixed-rows.js';

/** Rows to take values between. */
export interface Gaps extends MixedRows {
  /** How far from source to mate, 0 to 1. */
  readonly gaps: Float64Array;
}

/**
 * Where a column of numbers has a value between source and mate: for each pair the row of the table whose rank is the
 * gap's share of the way from the one's to the other's. Between the ranks, not the values, as SMOTE has it: values heap
 * (times of day at midnight, weights in whole pounds), and what falls between the heaps gives itself away to any
 * learner. So too the column keeps its type, its decimals and the way in which it is written.
 * @param numbers - one a row; NaN = missing
 * @param either - source or mate, for pairs of which one has no number
 */
export const rowsBetween = (numbers: Float64Array, { sources, mates, gaps }: Gaps, either: Int32Array): Int32Array => {
  const byValue = Int32Array.from(numbers.keys())
    .filter((row) => !Number.isNaN(numbers[row]!))
    // Not by differences: that of two infinite values is no number.
    .sort((a, b) => (numbers[a]! < numbers[b]! ? -1 : numbers[a]! > numbers[b]! ? 1 : a - b));
  const ranks = new Int32Array(numbers.length).fill(-1);
  for (const [rank, row] of byValue.entries()) ranks[row] = rank;
  return either.map((row, i) => {
    const [from, to] = [ranks[sources[i]!]!, ranks[mates[i]!]!];
    return from < 0 || to < 0 ? row : byValue[Math.round((1 - gaps[i]!) * from + gaps[i]! * to)]!;
  });
};
