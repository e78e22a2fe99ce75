import { csvBatches, findCsvTypes } from '../csv/csv-batches.js';
import { resolveCsvOptions } from '../csv/csv-options.js';
import { fileChunks } from './file-chunks.js';
import { checkBatchRows, createFileSource, type FileSource } from './file-source.js';
import type { ReadCsvOptions } from './read-csv.js';

export interface CsvSourceOptions extends ReadCsvOptions {
  /** Rows in a batch; at least 1. The last batch has what is left. @default 10_000 */
  readonly batchRows?: number;
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
): FileSource => {
  checkBatchRows('csvSource', batchRows);
  const resolved = resolveCsvOptions({ ...options, file: path });
  return createFileSource(
    () => findCsvTypes(() => fileChunks(path, { signal }), resolved),
    async function* (types) {
      let rows = 0;
      const onFraction = (fraction: number): void => onProgress?.({ phase: 'reading', fraction, rows });
      const source = () => fileChunks(path, { signal, onFraction });
      for await (const batch of csvBatches(source, resolved, types, batchRows)) {
        rows += batch.rows;
        yield batch;
      }
    },
  );
};
