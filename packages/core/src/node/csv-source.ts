import { csvBatches, findCsvTypes } from '../csv/csv-batches.js';
import { resolveCsvOptions } from '../csv/csv-options.js';
import { InvalidOptionError } from '../errors/invalid-option-error.js';
import type { ColumnSpec } from '../table/column-spec.js';
import type { TableSource } from '../table/source.js';
import { fileChunks } from './file-chunks.js';
import type { ReadCsvOptions } from './read-csv.js';

export interface CsvSourceOptions extends ReadCsvOptions {
  /** Rows in a batch; at least 1. The last batch has what is left. @default 10_000 */
  readonly batchRows?: number;
}

/** A CSV file as a {@link TableSource}. */
export interface CsvSource extends TableSource {
  /** The types of all columns, in order; found in a pass over the file unless all were given. Found once. */
  types(): Promise<ReadonlyMap<string, ColumnSpec>>;
}

/**
 * A CSV file (`.gz` too) as batches of rows, in memory that does not grow with the file. All batches have the types
 * found in one pass before the first batch, or given. A text column's dictionary is kept from batch to batch while it has at
 * most 50,000 entries; later batches may have a longer one with the same beginning.
 *
 * Errors are those of `readCsv`, thrown while batches are drawn; a file that changes between the typing pass and a
 * later one may give a {@link CsvValueError}.
 *
 * @example for await (const batch of csvSource('large.csv').open()) console.log(batch.rows);
 */
export const csvSource = (
  path: string,
  { batchRows = 10_000, onProgress, signal, ...options }: CsvSourceOptions = {},
): CsvSource => {
  if (!Number.isSafeInteger(batchRows) || batchRows < 1)
    throw new InvalidOptionError('csvSource', 'batchRows', 'has to be an integer of at least 1');
  const resolved = resolveCsvOptions({ ...options, file: path });
  let found: Promise<ReadonlyMap<string, ColumnSpec>> | undefined;
  const types = (): Promise<ReadonlyMap<string, ColumnSpec>> => {
    found ??= findCsvTypes(() => fileChunks(path, { signal }), resolved).catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
  return {
    types,
    async *open() {
      let rows = 0;
      const onFraction = (fraction: number): void => onProgress?.({ phase: 'reading', fraction, rows });
      const source = () => fileChunks(path, { signal, onFraction });
      for await (const batch of csvBatches(source, resolved, await types(), batchRows)) {
        rows += batch.rows;
        yield batch;
      }
    },
  };
};
