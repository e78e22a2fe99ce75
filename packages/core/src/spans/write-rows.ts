import type { SpanLayout, SpanTable } from './span-layout.js';

/** Rows of a table in any order, repeated or not. */
export type RowIds = Int32Array | Uint32Array;

/**
 * Rows as the entries of their matrix that are not 0 by design, one a span: `indices[r·J + j]` is the matrix column of span j's
 * entry in row r, `values[r·J + j]` what stands there (1 in a softmax span), J = number of spans. Nothing is allocated.
 * @param rowIds - row of the table for each row written
 * @param count - rows to write, from the first of `rowIds` on
 */
export const sparseRows = (
  layout: SpanLayout,
  table: SpanTable,
  rowIds: RowIds,
  count: number,
  indices: Int32Array,
  values: Float32Array,
): void => {
  const { spans } = layout;
  const width = spans.length;
  let scalar = 0;
  let choice = 0;
  for (let j = 0; j < width; j++) {
    const { start, activation } = spans[j]!;
    if (activation === 'tanh') writeScalar(table.scalars[scalar++]!, rowIds, count, start, indices, values, j, width);
    else writeChoice(table.choices[choice++]!, rowIds, count, start, indices, values, j, width);
  }
};

/**
 * Matrix columns of the softmax spans' choices: `out[r·S + s]`, S = number of softmax spans.
 * @param count - rows to write
 */
export const choiceTargets = (
  { spans }: SpanLayout,
  { choices }: SpanTable,
  rowIds: RowIds,
  count: number,
  out: Int32Array,
): void => {
  const width = choices.length;
  let at = 0;
  for (const { start, activation } of spans) {
    if (activation === 'softmax') gather(choices[at]!, rowIds, count, start, out, at++, width);
  }
};

/** Values of the tanh spans: `out[r·T + t]`, T = number of tanh spans. */
export const scalarsInto = ({ scalars }: SpanTable, rowIds: RowIds, count: number, out: Float32Array): void => {
  for (const [t, column] of scalars.entries()) gather(column, rowIds, count, 0, out, t, scalars.length);
};

const gather = (
  column: ArrayLike<number>,
  rowIds: RowIds,
  count: number,
  add: number,
  out: Int32Array | Float32Array,
  at: number,
  stride: number,
): void => {
  for (let r = 0, o = at; r < count; r++, o += stride) out[o] = add + column[rowIds[r]!]!;
};

const writeChoice = (
  column: ArrayLike<number>,
  rowIds: RowIds,
  count: number,
  start: number,
  indices: Int32Array,
  values: Float32Array,
  at: number,
  stride: number,
): void => {
  for (let r = 0, o = at; r < count; r++, o += stride) {
    indices[o] = start + column[rowIds[r]!]!;
    values[o] = 1;
  }
};

const writeScalar = (
  column: Float32Array,
  rowIds: RowIds,
  count: number,
  start: number,
  indices: Int32Array,
  values: Float32Array,
  at: number,
  stride: number,
): void => {
  for (let r = 0, o = at; r < count; r++, o += stride) {
    indices[o] = start;
    values[o] = column[rowIds[r]!]!;
  }
};
