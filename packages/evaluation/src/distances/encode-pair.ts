import { type Table, throwIfAborted, UnknownColumnError, yieldToEventLoop } from '@cvd/core';
import { type JointCodes, jointCodes } from '@cvd/core/metrics';
import { type CategoryWord, categoryWords } from './category-words.js';
import type { GowerScale } from './gower-scale.js';
import { type ScaledPair, scaledPair } from './scaled-pair.js';
import { sharedFloats } from './shared-arrays.js';

/** Two tables made ready for distances: 8 bytes a number and ½ to 4 bytes a category for each row. */
export interface EncodedPair {
  readonly rows: { readonly reference: number; readonly queries: number };
  /** Columns that the mean is taken over. */
  readonly columns: number;
  readonly words: readonly CategoryWord[];
  /** How many columns of numbers there are; `reference` and `queries` hold that many a row, row by row. */
  readonly numbers: number;
  readonly reference: Float64Array;
  readonly queries: Float64Array;
}

/** Mean difference of some pairs of rows: what a column adds to a distance on average. */
const meanDifference = ({ reference, queries }: ScaledPair): number => {
  const pairs = 1000;
  let sum = 0;
  for (let i = 0; i < pairs; i++) {
    // Strides that share no factor with most lengths.
    const difference = Math.abs(reference[(i * 7919) % reference.length]! - queries[(i * 104_729) % queries.length]!);
    sum += Math.min(1, difference);
  }
  return sum / pairs;
};

const rowByRow = (columns: readonly Float64Array[], rows: number): Float64Array => {
  const out = sharedFloats(rows * columns.length);
  for (const [c, values] of columns.entries())
    for (let row = 0; row < rows; row++) out[row * columns.length + c] = values[row]!;
  return out;
};

/**
 * Encodes both tables by the scale, the columns that tell most rows apart first: the sooner a sum of differences
 * passes the best one so far, the fewer columns are read.
 * @param tables - both with at least one row
 * @throws {UnknownColumnError} when a table lacks a column of the scale
 * @throws {MetricInputError} when numbers or datetimes cannot be read
 * @throws {AbortedError} when the signal fires
 */
export const encodePair = async (
  scale: GowerScale,
  tables: { readonly reference: Table; readonly queries: Table },
  signal: AbortSignal | undefined,
): Promise<EncodedPair> => {
  const categories: JointCodes[] = [];
  const numbers: ScaledPair[] = [];
  for (const column of scale.columns) {
    const { name } = column;
    for (const [side, table] of Object.entries(tables))
      if (!table.has(name)) throw new UnknownColumnError(name, table.names, `Distances, table of the ${side}`);
    const [reference, queries] = [tables.reference.column(name), tables.queries.column(name)];
    if (column.kind === 'number') numbers.push(scaledPair(column, reference, queries));
    else categories.push(jointCodes(reference, queries));
    await yieldToEventLoop();
    throwIfAborted(signal, 'distances');
  }
  const ordered = numbers
    .map((pair) => ({ pair, mean: meanDifference(pair) }))
    .sort((a, b) => b.mean - a.mean)
    .map(({ pair }) => pair);
  const rows = { reference: tables.reference.rows, queries: tables.queries.rows };
  return {
    rows,
    columns: scale.columns.length,
    words: categoryWords(categories),
    numbers: ordered.length,
    reference: rowByRow(
      ordered.map(({ reference }) => reference),
      rows.reference,
    ),
    queries: rowByRow(
      ordered.map(({ queries }) => queries),
      rows.queries,
    ),
  };
};
