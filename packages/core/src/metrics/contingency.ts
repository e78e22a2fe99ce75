/** How often each combination of two codes occurs in one table. */
export interface Contingency {
  readonly rows: number;
  /** Combinations that occur, ascending: first code × sizes of the second + second code. */
  readonly cells: Float64Array;
  /** Rows of each of `cells`. */
  readonly counts: Float64Array;
  /** Codes of the second column; cell % width is the second code. */
  readonly width: number;
  /** Codes of the first column. */
  readonly height: number;
}

/**
 * Counts the combinations of two code columns. Memory grows with the rows, never with height × width.
 * @param first - one code a row, 0 to height − 1
 * @param second - one code a row, 0 to width − 1
 */
export const contingency = (first: Int32Array, second: Int32Array, height: number, width: number): Contingency => {
  const rows = first.length;
  const possible = height * width;
  if (possible <= Math.max(65_536, 2 * rows)) {
    const dense = new Int32Array(possible);
    for (let row = 0; row < rows; row++) dense[first[row]! * width + second[row]!]!++;
    let occurring = 0;
    for (let cell = 0; cell < possible; cell++) if (dense[cell] !== 0) occurring++;
    const cells = new Float64Array(occurring);
    const counts = new Float64Array(occurring);
    for (let cell = 0, at = 0; cell < possible; cell++) {
      if (dense[cell] === 0) continue;
      cells[at] = cell;
      counts[at++] = dense[cell]!;
    }
    return { rows, cells, counts, width, height };
  }
  const sorted = new Float64Array(rows);
  for (let row = 0; row < rows; row++) sorted[row] = first[row]! * width + second[row]!;
  sorted.sort();
  let occurring = 0;
  for (let row = 0; row < rows; row++) if (row === 0 || sorted[row] !== sorted[row - 1]) occurring++;
  const cells = new Float64Array(occurring);
  const counts = new Float64Array(occurring);
  for (let row = 0, at = -1; row < rows; row++) {
    if (row === 0 || sorted[row] !== sorted[row - 1]) cells[++at] = sorted[row]!;
    counts[at]!++;
  }
  return { rows, cells, counts, width, height };
};

/** Total variation distance between the shares of the cells of two tables of equal width, 0 to 1. */
export const contingencyDistance = (a: Contingency, b: Contingency): number => {
  let distance = 0;
  let i = 0;
  let j = 0;
  while (i < a.cells.length || j < b.cells.length) {
    const cellA = i < a.cells.length ? a.cells[i]! : Number.POSITIVE_INFINITY;
    const cellB = j < b.cells.length ? b.cells[j]! : Number.POSITIVE_INFINITY;
    const shareA = cellA <= cellB ? a.counts[i++]! / a.rows : 0;
    const shareB = cellB <= cellA ? b.counts[j++]! / b.rows : 0;
    distance += Math.abs(shareA - shareB);
  }
  return distance / 2;
};
