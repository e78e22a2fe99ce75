import type { BufferSpec, Program } from '../../program/program.js';
import type { View } from '../../program/view.js';

/** Row-major values that an operation works on, in the buffer itself. */
export interface Matrix {
  readonly values: Float64Array;
  readonly rows: number;
  readonly cols: number;
}

export interface IntegerMatrix {
  readonly values: Int32Array;
  readonly rows: number;
  readonly cols: number;
}

/** The buffers of a loaded program. */
export interface Memory {
  real(view: View): Matrix;
  integer(view: View): IntegerMatrix;
  /** All of a buffer. */
  buffer(index: number): Float64Array | Int32Array;
}

const allocate = ({ rows, cols, type }: BufferSpec): Float64Array | Int32Array =>
  type === 'f32' ? new Float64Array(rows * cols) : new Int32Array(rows * cols);

/** Zeroed buffers for a checked program: a view's type is what its operation needs. */
export const createMemory = (program: Program): Memory => {
  const buffers = program.buffers.map(allocate);
  return {
    real: ({ buffer, row, rows, cols }) => ({
      values: (buffers[buffer] as Float64Array).subarray(row * cols, (row + rows) * cols),
      rows,
      cols,
    }),
    integer: ({ buffer, row, rows, cols }) => ({
      values: (buffers[buffer] as Int32Array).subarray(row * cols, (row + rows) * cols),
      rows,
      cols,
    }),
    buffer: (index) => buffers[index]!,
  };
};
