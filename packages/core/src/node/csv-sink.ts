import type { CsvWriteOptions } from '../csv/csv-write-options.js';
import { createCsvFormatter } from '../csv/format-csv.js';
import type { Sink } from '../sink/sink.js';
import { fileSink } from './file-sink.js';

/**
 * Lands rows in a CSV file in the form of `formatCsv`, without their identity. The file appears under its name when the
 * sink is closed; aborted work leaves nothing. A name that ends in `.gz` is compressed.
 * @example await stream(model.sample(10_000), csvSink('synthetic.csv'));
 */
export const csvSink = (path: string, options?: CsvWriteOptions): Sink =>
  fileSink('csv', path, () => createCsvFormatter(options));
