import { createNdjsonFormatter } from '../ndjson/format-ndjson.js';
import type { TableInput } from '../table/table-input.js';
import type { WriteTarget } from './write-chunks.js';
import { type WriteReport, type WriteTextOptions, writeTables } from './write-tables.js';

/**
 * Writes a table, a source or a stream of batches as NDJSON; the form is that of `formatNdjson`. A file appears whole or
 * not at all, a name that ends in `.gz` is compressed.
 *
 * @param target - a path, or a stream such as `process.stdout`, which is left open
 * @throws {FileWriteError} {@link AbortedError} {@link InvalidColumnError} when batches differ in columns
 */
export const writeNdjson = (
  data: TableInput,
  target: WriteTarget,
  options: WriteTextOptions = {},
): Promise<WriteReport> => writeTables(data, target, createNdjsonFormatter(), options);
