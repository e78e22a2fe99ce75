import type { PackedRows } from './pack-rows.js';

/** Rows of a table in any order, repeated or not. */
export type RowIds = Int32Array | Uint32Array;

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
