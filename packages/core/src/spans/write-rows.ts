import type { PackedRows } from './pack-rows.js';

/** Rows of a table in any order, repeated or not. */
export type RowIds = Int32Array | Uint32Array;

/**
 * Rows as the entries of their matrix that are not 0 by design, one a span: `indices[r·J + j]` is the matrix column of span j's
 * entry in row r, `values[r·J + j]` what stands there (1 in a softmax span), J = number of spans. Nothing is allocated.
 * @param rowIds - row of the table for each row written
 * @param count - rows to write, from the first of `rowIds` on
 */
export const sparseRows = (
  { choices, scalars, columns, values: numbers, choiceSpans, scalarSpans, scalarColumns }: PackedRows,
  rowIds: RowIds,
  count: number,
  indices: Int32Array,
  values: Float32Array,
): void => {
  const width = choices + scalars;
  for (let r = 0; r < count; r++) {
    const row = rowIds[r]!;
    const first = r * width;
    for (let s = 0, at = row * choices; s < choices; s++, at++) {
      const to = first + choiceSpans[s]!;
      indices[to] = columns[at]!;
      values[to] = 1;
    }
    for (let t = 0, at = row * scalars; t < scalars; t++, at++) {
      const to = first + scalarSpans[t]!;
      indices[to] = scalarColumns[t]!;
      values[to] = numbers[at]!;
    }
  }
};

/**
 * Matrix columns of the softmax spans' choices: `out[r·S + s]`, S = number of softmax spans.
 * @param count - rows to write
 */
export const choiceTargets = (
  { columns, choices }: PackedRows,
  rowIds: RowIds,
  count: number,
  out: Int32Array,
): void => {
  for (let r = 0, to = 0; r < count; r++) {
    for (let s = 0, at = rowIds[r]! * choices; s < choices; s++) out[to++] = columns[at++]!;
  }
};

/** Values of the tanh spans: `out[r·T + t]`, T = number of tanh spans. */
export const scalarsInto = (
  { values, scalars }: PackedRows,
  rowIds: RowIds,
  count: number,
  out: Float32Array,
): void => {
  for (let r = 0, to = 0; r < count; r++) {
    for (let t = 0, at = rowIds[r]! * scalars; t < scalars; t++) out[to++] = values[at++]!;
  }
};
