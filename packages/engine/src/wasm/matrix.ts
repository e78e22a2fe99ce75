import type { BufferSpec } from '../program/program.js';

/**
 * Some rows of a buffer as they lie in memory. Reals lie in panels of 16 columns, [⌈cols/16⌉][rows][16], so that both a row
 * and a column are at constant steps and products need no packing; columns beyond the last one are 0. Integers lie row by row.
 */
export interface Matrix {
  /** The buffer, or a number beyond the program's for the backend's own. */
  readonly buffer: number;
  /** First row in the buffer. */
  readonly row: number;
  readonly rows: number;
  readonly cols: number;
  /** Of the first row. */
  readonly address: number;
  /** Bytes from one panel to the next. */
  readonly stride: number;
}

export const panelsOf = (cols: number): number => Math.ceil(cols / 16);

export const bytesOf = ({ rows, cols, type }: Pick<BufferSpec, 'rows' | 'cols' | 'type'>): number =>
  type === 'f32' ? panelsOf(cols) * rows * 64 : rows * cols * 4;

/** Row-major values into panels; the padding stays as it is. */
export const toPanels = (
  values: ArrayLike<number>,
  { rows, cols }: Pick<BufferSpec, 'rows' | 'cols'>,
  panels: Float32Array,
): void => {
  for (let first = 0; first < cols; first += 16) {
    const width = Math.min(16, cols - first);
    let to = first * rows;
    let from = first;
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < width; c++) panels[to + c] = values[from + c]!;
      to += 16;
      from += cols;
    }
  }
};

/** The inverse of {@link toPanels}. */
export const fromPanels = (
  panels: Float32Array,
  { rows, cols }: Pick<BufferSpec, 'rows' | 'cols'>,
): Float32Array<ArrayBuffer> => {
  const values = new Float32Array(rows * cols);
  for (let first = 0; first < cols; first += 16) {
    const width = Math.min(16, cols - first);
    let from = first * rows;
    let to = first;
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < width; c++) values[to + c] = panels[from + c]!;
      from += 16;
      to += cols;
    }
  }
  return values;
};
