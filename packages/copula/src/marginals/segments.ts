import type { SortedCounts } from '../values/sorted-counts.js';

/**
 * A distribution as a row of segments in ascending order: `mass[k]` spread evenly over low[k] … high[k], or all on one
 * value where the two are equal. Segments may leave gaps between them.
 */
export interface Segments {
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Any scale; positive. */
  readonly mass: Float64Array;
}

/** Two knots each, so that a marginal keeps at most 1,000. */
export const MAX_SEGMENTS = 500;
/** A value of fewer rows is not kept as a value. */
const MIN_ATOM_ROWS = 5;
/** Of a column with more than {@link MAX_SEGMENTS} distinct values, the most that are kept as values. */
const MAX_ATOMS = 110;

/** The count from which a value stands on its own. */
const atomThreshold = (counts: Float64Array): number => {
  const frequent = counts.filter((count) => count >= MIN_ATOM_ROWS).sort();
  if (counts.length <= MAX_SEGMENTS || frequent.length <= MAX_ATOMS) return MIN_ATOM_ROWS;
  return frequent[frequent.length - MAX_ATOMS - 1]! + 0.5;
};

/**
 * Values with many rows stay as they are; the others are spread evenly up to half-way to their neighbours, and where there
 * are too many, runs of them are joined into segments of about equal mass, finer toward the ends of the column. So no
 * value that fewer than {@link MIN_ATOM_ROWS} rows have is kept, but for the column's bounds. O(distinct).
 * @param counts - at least one value
 */
export const segmentsOf = ({ values, counts, total }: SortedCounts): Segments => {
  const last = values.length - 1;
  const threshold = atomThreshold(counts);
  const joined = values.length > MAX_SEGMENTS;
  const low: number[] = [];
  const high: number[] = [];
  const mass: number[] = [];
  /** Mass that the open segment may reach, 0 while none is open. */
  let room = 0;
  let before = 0;
  for (let i = 0; i <= last; i++) {
    const count = counts[i]!;
    // The ends are the column's bounds, which are kept as they are: spread inwards, they would hardly ever be reached.
    const isAtom = count >= threshold || i === 0 || i === last;
    const from = isAtom ? values[i]! : values[i - 1]! / 2 + values[i]! / 2;
    const to = isAtom ? values[i]! : values[i]! / 2 + values[i + 1]! / 2;
    if (!isAtom && joined && room > 0) {
      high[high.length - 1] = to;
      mass[mass.length - 1]! += count;
      room -= count;
    } else {
      low.push(from);
      high.push(to);
      mass.push(i === 0 || i === last ? Math.max(count, leastAtBound(total)) : count);
      room = isAtom ? 0 : segmentRoom(before, total) - count;
    }
    before += count;
  }
  return { low: Float64Array.from(low), high: Float64Array.from(high), mass: Float64Array.from(mass) };
};

/**
 * A bound stands for at least five rows, as it does where core has trimmed the extremes to it, but for no more than a
 * thousandth of them: so samples span the column's range about as the table does, and one person's extreme is not told
 * from a bound.
 */
const leastAtBound = (total: number): number => Math.min(MIN_ATOM_ROWS, total / 1000);

/**
 * Rows that a segment which begins after `before` of `total` rows takes up at least: a hundredth in the middle, down to a
 * hundred-thousandth at the ends. That makes fewer than 100 + 2·(10 + log 1000 / log 1.1) segments, beside those that
 * atoms cut off.
 */
const segmentRoom = (before: number, total: number): number =>
  Math.max(MIN_ATOM_ROWS, total * 1e-5, Math.min(total / 100, Math.min(before, total - before) / 10));
