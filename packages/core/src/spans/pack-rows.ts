import { PIECE_ROWS } from '../execution/pieces.js';
import { codesFor } from './codes.js';
import type { Codes, Span, SpanLayout, SpanTable } from './span-layout.js';

/**
 * A table row by row: all of a row side by side, since batches pick rows from everywhere and a row is then a cache line or two
 * instead of one a span.
 */
export interface PackedRows {
  readonly rows: number;
  /** S: softmax spans. */
  readonly choices: number;
  /** T: tanh spans. */
  readonly scalars: number;
  /** rows × S: the matrix columns that are 1. */
  readonly columns: Codes;
  /** rows × T: what stands in the columns of the tanh spans. */
  readonly values: Float32Array;
  /** Matrix column of each tanh span. */
  readonly scalarColumns: Int32Array;
}

/** @param checkpoint - awaited every 10,000 rows with the share done */
export const packRows = async (
  { spans, width }: SpanLayout,
  { rows, choices, scalars }: SpanTable,
  checkpoint: (fraction: number) => Promise<void> = async () => {},
): Promise<PackedRows> => {
  const startsOf = (activation: Span['activation']): Int32Array =>
    Int32Array.from(
      spans.filter((span) => span.activation === activation),
      ({ start }) => start,
    );
  const choiceStarts = startsOf('softmax');
  const columns = codesFor(width, rows * choices.length);
  const values = new Float32Array(rows * scalars.length);
  for (let from = 0; from < rows; from += PIECE_ROWS) {
    const to = Math.min(rows, from + PIECE_ROWS);
    for (const [s, codes] of choices.entries()) copyInto(columns, s, choices.length, codes, choiceStarts[s]!, from, to);
    for (const [t, numbers] of scalars.entries()) copyInto(values, t, scalars.length, numbers, 0, from, to);
    await checkpoint(to / rows);
  }
  return {
    rows,
    choices: choices.length,
    scalars: scalars.length,
    columns,
    values,
    scalarColumns: startsOf('tanh'),
  };
};

const copyInto = (
  out: Codes | Float32Array,
  at: number,
  stride: number,
  column: Codes | Float32Array,
  add: number,
  from: number,
  to: number,
): void => {
  for (let row = from, o = from * stride + at; row < to; row++, o += stride) out[o] = column[row]! + add;
};
