import { createRandomSource } from '../random/counter-random.js';
import { cellAt } from '../table/cell.js';
import type { FittedTransformer } from '../transformers/transformer.js';

/**
 * Encoded values of a column's continuous part as the values of the table they stand for, each once; plain JSON, 64-bit
 * integers as text.
 */
export const decodeKept = (
  transformer: FittedTransformer,
  kept: Float64Array,
): (string | number | boolean | null)[] => {
  const encoded = transformer.specs.map((spec) =>
    // Code 0 of the others: present, in the first of several ways of writing.
    spec.kind === 'continuous' ? kept : new Int32Array(kept.length),
  );
  const rows = Float64Array.from(kept.keys());
  const column = transformer.decode(encoded, rows, createRandomSource(0));
  const cells = Array.from(rows, (row) => cellAt(column, row));
  return [...new Set(cells)].map((cell) => (typeof cell === 'bigint' ? `${cell}` : cell));
};
