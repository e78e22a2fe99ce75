import type { View } from '../program/view.js';
import type { RunContext } from './context.js';
import type { TfTensor } from './tensorflow.js';

const placeOf = ({ buffer, row, rows }: View): string => `${buffer}:${row}+${rows}`;

/**
 * The matrix [rows, width] that has values[r, j] (ones where null) at column indices[r, j] of row r, added up where columns
 * repeat, and nothing for an index of −1: rows of one-hot blocks as one dense matrix, since a product with it is a single
 * tensor operation where a gather of rows is many. Made again only when the indices or values have changed.
 */
export const sparseMatrix = (
  { tf, store }: RunContext,
  indices: View,
  values: View | null,
  width: number,
): TfTensor => {
  const from = values ? [indices, values] : [indices];
  return store.derived(`${from.map(placeOf).join(' ')} → ${width}`, from, () => {
    const { rows, cols } = indices;
    const cells = rows * cols;
    const rowNumbers = Int32Array.from({ length: cells }, (_, i) => Math.floor(i / cols));
    const columns = store.get(indices);
    const pairs = tf.stack(
      [
        tf.reshape(tf.tensor2d(rowNumbers, [rows, cols], 'int32'), [cells]),
        tf.reshape(tf.cast(tf.maximum(columns, 0), 'int32'), [cells]),
      ],
      1,
    );
    const present = tf.cast(tf.greaterEqual(columns, 0), 'float32');
    const weights = values ? tf.mul(present, store.get(values)) : present;
    return tf.scatterND(pairs, tf.reshape(weights, [cells]), [rows, width]);
  });
};
