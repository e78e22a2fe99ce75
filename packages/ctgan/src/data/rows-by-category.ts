/** The rows of a table in the order of one column's categories. */
export interface RowsByCategory {
  /** Row ids, category by category, ascending within each. */
  readonly rows: Int32Array;
  /** Where each category begins, and after the last the number of rows. */
  readonly starts: Int32Array;
}

/** By counting sort: memory is 4 bytes a row whatever the number of categories. */
export const rowsByCategory = (codes: ArrayLike<number>, cardinality: number): RowsByCategory => {
  const starts = new Int32Array(cardinality + 1);
  for (let row = 0; row < codes.length; row++) starts[codes[row]! + 1]!++;
  for (let code = 0; code < cardinality; code++) starts[code + 1]! += starts[code]!;
  const rows = new Int32Array(codes.length);
  const next = starts.slice();
  for (let row = 0; row < codes.length; row++) rows[next[codes[row]!]!++] = row;
  return { rows, starts };
};
