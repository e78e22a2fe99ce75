import type { CsvWriteOptions } from '../csv/csv-write-options.js';
import { createCsvFormatter } from '../csv/format-csv.js';
import type { TableInput } from '../table/table-input.js';
import type { WriteTarget } from './write-chunks.js';
import { type WriteReport, type WriteTextOptions, writeTables } from './write-tables.js';

export interface WriteCsvOptions extends CsvWriteOptions, WriteTextOptions {}

/**
 * Writes a table, a source or a stream of batches as CSV; the form is that of `formatCsv`. A file appears whole or not
 * at all, a name that ends in `.gz` is compressed. A stream that yields no batch gives an empty file.
 *
 * @param target - a path, or a stream such as `process.stdout`, which is left open
 * @throws {FileWriteError} {@link AbortedError} {@link InvalidColumnError} when batches differ in columns
 *
 * @example await writeCsv(model.sample(10_000), 'synthetic.csv');
 */
export const writeCsv = (
  data: TableInput,
  target: WriteTarget,
  { onRows, signal, ...options }: WriteCsvOptions = {},
): Promise<WriteReport> => writeTables(data, target, createCsvFormatter(options), { onRows, signal });
