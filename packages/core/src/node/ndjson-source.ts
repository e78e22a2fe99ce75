import { findNdjsonTypes, ndjsonBatches } from '../ndjson/ndjson-batches.js';
import { resolveNdjsonOptions } from '../ndjson/ndjson-options.js';
import { fileChunks } from './file-chunks.js';
import { checkBatchRows, createFileSource, type FileSource } from './file-source.js';
import type { ReadNdjsonOptions } from './read-ndjson.js';

export interface NdjsonSourceOptions extends ReadNdjsonOptions {
  /** Rows in a batch; at least 1. The last batch has what is left. @default 10_000 */
  readonly batchRows?: number;
}

/**
 * An NDJSON file (`.gz` too) as batches of rows, in memory that does not grow with the file. Columns and types are found
 * in one pass before the first batch. Errors are those of `readNdjson`, thrown while batches are drawn.
 */
export const ndjsonSource = (
  path: string,
  { batchRows = 10_000, signal, ...options }: NdjsonSourceOptions = {},
): FileSource => {
  checkBatchRows('ndjsonSource', batchRows);
  const resolved = resolveNdjsonOptions({ ...options, file: path });
  const source = () => fileChunks(path, { signal });
  return createFileSource(
    () => findNdjsonTypes(source, resolved),
    (types) => ndjsonBatches(source, resolved, types, batchRows),
  );
};
