import { quantileSorted, type RandomSource, throwIfAborted, yieldToEventLoop } from '@cvd/core';
import { MISSING } from '../distances/scaled-pair.js';
import { type ComparedColumn, type Predicate, singlesOut } from './predicate.js';

/** Rows that may be tried for each predicate that is wanted. */
const ATTEMPTS = 100;

/** The middle of a column of numbers; where statements turn from "at most" to "at least". */
export const medianOf = (values: ArrayLike<number>): number => {
  const known = Float64Array.from(values)
    .filter((value) => value !== MISSING)
    .sort();
  return known.length === 0 ? 0 : quantileSorted(known, 0.5);
};

/**
 * What is true of a synthetic row in these columns: categories and missing values equal, numbers above their median at
 * least as large, others at most.
 */
export const predicateOf = (
  row: number,
  chosen: ArrayLike<number>,
  columns: readonly ComparedColumn[],
  medians: readonly number[],
): Predicate =>
  Array.from(chosen, (column) => {
    const value = columns[column]!.synthetic[row]!;
    if (columns[column]!.kind === 'category' || value === MISSING) return { column, value, test: 'equal' };
    return { column, value, test: value > medians[column]! ? 'atLeast' : 'atMost' };
  });

/** So many of the columns, every choice as likely, ascending; draw 0 of the attempt is not used. */
const drawnColumns = (columns: number, width: number, random: RandomSource, attempt: number): Int32Array => {
  const order = Int32Array.from({ length: columns }, (_, column) => column);
  for (let i = 0; i < width; i++) {
    const j = i + Math.floor(random.uniform(attempt, i + 1) * (columns - i));
    const column = order[i]!;
    order[i] = order[j]!;
    order[j] = column;
  }
  return order.subarray(0, width).sort();
};

/** Predicates of so many conditions, each true of a single synthetic row; fewer than wanted where they are rare. */
export const findPredicates = async (
  columns: readonly ComparedColumn[],
  medians: readonly number[],
  width: number,
  wanted: number,
  random: RandomSource,
  signal: AbortSignal | undefined,
): Promise<readonly Predicate[]> => {
  const rows = columns[0]!.synthetic.length;
  const found = new Map<string, Predicate>();
  for (let attempt = 0; attempt < ATTEMPTS * wanted && found.size < wanted; attempt++) {
    if (attempt % 16 === 0) {
      await yieldToEventLoop();
      throwIfAborted(signal, 'singlingOut');
    }
    const row = Math.floor(random.uniform(attempt) * rows);
    const chosen = drawnColumns(columns.length, width, random, attempt);
    const predicate = predicateOf(row, chosen, columns, medians);
    const key = JSON.stringify(predicate);
    if (!found.has(key) && singlesOut(predicate, columns, 'synthetic')) found.set(key, predicate);
  }
  return [...found.values()];
};

/** How many of the predicates are true of exactly one row of the other table. @throws {AbortedError} */
export const countSingledOut = async (
  predicates: readonly Predicate[],
  columns: readonly ComparedColumn[],
  signal: AbortSignal | undefined,
): Promise<number> => {
  let found = 0;
  for (const [i, predicate] of predicates.entries()) {
    if (i % 16 === 0) {
      await yieldToEventLoop();
      throwIfAborted(signal, 'singlingOut');
    }
    if (singlesOut(predicate, columns, 'other')) found++;
  }
  return found;
};
