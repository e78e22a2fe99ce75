import type { NdjsonReadOptions } from '../ndjson/ndjson-options.js';
import { parseNdjsonStream } from '../ndjson/parse-ndjson.js';
import type { Table } from '../table/table.js';
import { fileChunks } from './file-chunks.js';

export interface ReadNdjsonOptions extends NdjsonReadOptions {
  /** Stops the reading with an {@link AbortedError}. */
  readonly signal?: AbortSignal;
}

/**
 * Reads an NDJSON file (`.gz` too) into a table; types and errors are those of `parseNdjson`.
 * @throws {FileNotFoundError} {@link FileReadError} and those of `parseNdjson`
 */
export const readNdjson = (path: string, { signal, ...options }: ReadNdjsonOptions = {}): Promise<Table> =>
  parseNdjsonStream(fileChunks(path, { signal }), { ...options, file: path });
