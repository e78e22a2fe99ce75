import { mismatches } from './category-words.js';
import type { EncodedPair } from './encode-pair.js';
import type { Collector } from './nearest-collectors.js';
import type { ReferenceIndex } from './reference-index.js';

/** Groups of at least this many rows are read outwards from where the query's first number stands. */
const SEARCHED = 8;

/** Finds what the collector wants to know of one query. */
export type ScanQuery = (query: number) => void;

/**
 * Exhaustive search with early exit. Groups whose first word differs in `level` columns are read for level 0, 1, …: no
 * row of them is nearer than `level`, so the search ends as soon as the bound is. Within a row the sum is given up at
 * the first column that takes it to the bound.
 */
export const createScan = (pair: EncodedPair, index: ReferenceIndex, collector: Collector): ScanQuery => {
  const { numbers, queries } = pair;
  const { rowAt, groupWords, groupStarts, values } = index;
  const groups = groupWords.length;
  const levels = new Uint8Array(groups);
  const [firstWord, ...otherWords] = pair.words;
  const words = otherWords.length;
  const bitsOf = otherWords.map(({ bits }) => bits);
  const queryWords = otherWords.map((word) => word.queries);
  const placeWords = index.words;
  let query = 0;
  let bound = 0;

  const tryPlace = (place: number, base: number): void => {
    // Shared with the functions around it, so read once.
    const limit = bound;
    let sum = base;
    for (let w = 0; w < words; w++) {
      sum += mismatches(placeWords[w]![place]! ^ queryWords[w]![query]!, bitsOf[w]!);
      if (sum >= limit) return;
    }
    let at = place * numbers;
    const end = at + numbers;
    let from = query * numbers;
    // Two by two: adding a number takes less than asking whether it was the last that is needed.
    for (; at < end - 1; at += 2, from += 2) {
      sum +=
        Math.min(1, Math.abs(values[at]! - queries[from]!)) +
        Math.min(1, Math.abs(values[at + 1]! - queries[from + 1]!));
      if (sum >= limit) return;
    }
    if (at < end) sum += Math.min(1, Math.abs(values[at]! - queries[from]!));
    if (sum < limit) bound = collector.offer(sum, rowAt[place]!);
  };

  /** The first place of start … end whose first number is not below the value. */
  const lowerBound = (value: number, start: number, end: number): number => {
    let [low, high] = [start, end];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (values[middle * numbers]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const scanGroup = (start: number, end: number, base: number): void => {
    if (numbers === 0 || end - start < SEARCHED) {
      for (let place = start; place < end && base < bound; place++) tryPlace(place, base);
      return;
    }
    const value = queries[query * numbers]!;
    const middle = lowerBound(value, start, end);
    let [up, down] = [middle, middle - 1];
    // In turn up and down: the rows nearest in the first number come first.
    while (up < end || down >= start) {
      if (up < end) {
        if (base + Math.min(1, values[up * numbers]! - value) >= bound) up = end;
        else tryPlace(up++, base);
      }
      if (down >= start) {
        if (base + Math.min(1, value - values[down * numbers]!) >= bound) down = start - 1;
        else tryPlace(down--, base);
      }
    }
  };

  return (row) => {
    query = row;
    bound = Number.POSITIVE_INFINITY;
    collector.begin();
    const bits = firstWord?.bits ?? 32;
    const word = firstWord?.queries[row] ?? 0;
    for (let group = 0; group < groups; group++) levels[group] = mismatches(groupWords[group]! ^ word, bits);
    const deepest = bits === 32 ? 1 : 32 / bits;
    for (let level = 0; level <= deepest && level < bound; level++) {
      for (let group = levels.indexOf(level); group >= 0; group = levels.indexOf(level, group + 1)) {
        scanGroup(groupStarts[group]!, groupStarts[group + 1]!, level);
        if (level >= bound) break;
      }
    }
    collector.finish(row);
  };
};
