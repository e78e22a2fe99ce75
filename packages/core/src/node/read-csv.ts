import { type CsvReadOptions, resolveCsvOptions } from '../csv/csv-options.js';
import { readCsvSource } from '../csv/parse-csv-stream.js';
import type { OnProgress } from '../progress/progress.js';
import type { Table } from '../table/table.js';
import { fileChunks } from './file-chunks.js';

export interface ReadCsvOptions extends CsvReadOptions {
  readonly onProgress?: OnProgress;
  /** Stops the reading with an {@link AbortedError}. */
  readonly signal?: AbortSignal;
}

/**
 * Reads a CSV file (`.gz` too) into a table; types and errors are those of `parseCsv`.
 *
 * @throws {FileNotFoundError} {@link FileReadError} and those of `parseCsv`
 *
 * @example const table = await readCsv('cvd.csv');
 */
export const readCsv = (path: string, { onProgress, signal, ...options }: ReadCsvOptions = {}): Promise<Table> => {
  let rows = 0;
  let fraction = 0;
  const onFraction =
    onProgress &&
    ((share: number): void => {
      fraction = Math.max(fraction, share);
      onProgress({ phase: 'reading', fraction, rows });
    });
  const source = () => fileChunks(path, { signal, onFraction });
  return readCsvSource(source, resolveCsvOptions({ ...options, file: path }), (done) => (rows = done));
};
