import type { EncodedSchema, EncodedValues, GatheredColumn } from '@cvd/core';
import { createEncodedQuality } from '@cvd/core/metrics';
import type { Snapshot } from './trainable.js';

/** What comparing a pair of columns costs by row, in operations of a step on two threads that take as long: measured once. */
const COMPARING = 1000;

/** Quality of rows that weights sample, against rows held out. */
export interface HeldOutQuality {
  measure(weights: Snapshot): Promise<number>;
  /** What one measurement costs, in floating-point operations. */
  readonly work: number;
}

/** How a method makes the rows that are compared. */
export interface QualityRows {
  /**
   * Encoded columns of rows that the weights sample.
   * @param rows - indices of the rows: 0, 1, 2 …
   * @param attempts - zeros
   */
  make(weights: Snapshot, rows: Float64Array, attempts: Uint8Array): Promise<readonly EncodedValues[]>;
  /** Floating-point operations a row. */
  readonly rowWork: number;
}

/**
 * Samples as many rows as are held out, always the same ones, so that two measurements differ by their weights.
 * @param columns - of the whole table
 * @param held - indices of the rows held out
 */
export const heldOutQuality = async (
  { schema, columns, held }: { schema: EncodedSchema; columns: readonly GatheredColumn[]; held: Int32Array },
  { make, rowWork }: QualityRows,
  pause: () => Promise<void>,
): Promise<HeldOutQuality> => {
  const real = columns.map((column) => valuesAt(column, held));
  const quality = await createEncodedQuality(schema, real, { pause });
  const rows = Float64Array.from(held.keys());
  const attempts = new Uint8Array(rows.length);
  const pairs = (columns.length * (columns.length + 1)) / 2;
  return {
    measure: async (weights) => quality.compare(await make(weights, rows, attempts)).score,
    work: held.length * (rowWork + COMPARING * pairs),
  };
};

const valuesAt = (column: GatheredColumn, rows: Int32Array): EncodedValues =>
  column instanceof Float64Array
    ? Float64Array.from(rows, (row) => column[row]!)
    : Int32Array.from(rows, (row) => column[row]!);
