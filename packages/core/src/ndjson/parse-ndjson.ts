import { NdjsonSyntaxError } from '../errors/ndjson-syntax-error.js';
import { encodeText } from '../table/encode-text.js';
import type { Table } from '../table/table.js';
import { type NdjsonParseOptions, resolveNdjsonOptions } from './ndjson-options.js';
import { NdjsonReader } from './ndjson-reader.js';

/**
 * A table from NDJSON text (a string, or UTF-8 bytes): one JSON object a line, blank lines skipped. Columns stand in
 * the order of `types`, then in the order keys first appear; null and keys a line does not have are missing. number →
 * float64, integers beyond ±2⁵³ → int64 (exactly), true and false → bool, string → utf8; of a key twice in a line the last counts.
 *
 * @throws {NdjsonSyntaxError} a line that is no JSON object or no UTF-8
 * @throws {NdjsonValueError} an array or object as a value, values of different types in a column, a number that is not
 * held exactly: an integer beyond ±2⁵³ among fractions, beyond 64 bits
 */
export const parseNdjson = (text: string | Uint8Array, options?: NdjsonParseOptions): Table => {
  const resolved = resolveNdjsonOptions(options);
  const bytes = typeof text === 'string' ? encodeText(text) : text;
  if (!(bytes instanceof Uint8Array))
    throw new NdjsonSyntaxError(resolved.file, bytes.line, bytes.column, 'here is half a surrogate pair');
  const reader = new NdjsonReader(resolved);
  for (const _ of reader.push(bytes));
  for (const _ of reader.end());
  return reader.table();
};

/** A table from a stream of NDJSON bytes; rules and errors are those of {@link parseNdjson}. */
export const parseNdjsonStream = async (
  bytes: AsyncIterable<Uint8Array>,
  options?: NdjsonParseOptions,
): Promise<Table> => {
  const reader = new NdjsonReader(resolveNdjsonOptions(options));
  for await (const piece of bytes) for (const _ of reader.push(piece));
  for (const _ of reader.end());
  return reader.table();
};
