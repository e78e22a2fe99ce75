import type { EncodedSource } from '../encoding/encoded-table.js';
import { codesFor } from './codes.js';
import type { Codes } from './span-layout.js';

/** A whole encoded column: numbers (NaN = missing) of a continuous one, codes of a discrete one. */
export type GatheredColumn = Float64Array | Codes;

/**
 * All rows of a source as whole columns, in the schema's order, codes in the smallest type that holds them.
 * @param checkpoint - awaited after each batch with the share done
 */
export const gatherEncoded = async (
  source: EncodedSource,
  checkpoint: (fraction: number) => Promise<void> = async () => {},
): Promise<GatheredColumn[]> => {
  const { rows, schema } = source;
  const columns = schema.columns.map(
    (spec): GatheredColumn => (spec.kind === 'continuous' ? new Float64Array(rows) : codesFor(spec.cardinality, rows)),
  );
  let row = 0;
  for await (const batch of source.open()) {
    for (const [c, column] of columns.entries()) column.set(batch.columns[c]!, row);
    row += batch.rows;
    await checkpoint(row / rows);
  }
  return columns;
};
