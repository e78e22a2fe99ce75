import type { BinnedColumn } from './column-bins.js';

/** The cells of a cross table of some columns. */
export const cellsOf = (columns: readonly BinnedColumn[]): number =>
  columns.reduce((cells, { size }) => cells * size, 1);

/** Writes the cell of each row. */
export const cellsInto = (out: Uint16Array, columns: readonly BinnedColumn[], side: 'real' | 'synthetic'): void => {
  const [first, second, third] = columns;
  const a = first![side];
  const rows = out.length;
  if (!second) {
    for (let row = 0; row < rows; row++) out[row] = a[row]!;
    return;
  }
  const [b, width] = [second[side], second.size];
  if (!third) {
    for (let row = 0; row < rows; row++) out[row] = a[row]! * width + b[row]!;
    return;
  }
  const [c, depth] = [third[side], third.size];
  for (let row = 0; row < rows; row++) out[row] = (a[row]! * width + b[row]!) * depth + c[row]!;
};

/** Rows of each cell. */
export const countCells = (rowCells: Uint16Array, cells: number): Int32Array => {
  const counts = new Int32Array(cells);
  for (let row = 0; row < rowCells.length; row++) counts[rowCells[row]!]!++;
  return counts;
};

/** Total variation distance of the shares of the cells, 0 to 1. */
export const cellDistance = (
  real: Int32Array,
  realRows: number,
  synthetic: Int32Array | Float64Array,
  syntheticRows: number,
): number => {
  let sum = 0;
  for (let cell = 0; cell < real.length; cell++)
    sum += Math.abs(real[cell]! / realRows - synthetic[cell]! / syntheticRows);
  return sum / 2;
};
