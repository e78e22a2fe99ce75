import type { ByteSource } from '../table/byte-source.js';
import { type ColumnSpec, columnSpecs } from '../table/column-spec.js';
import type { Table } from '../table/table.js';
import type { ResolvedNdjsonOptions } from './ndjson-options.js';
import { NdjsonReader } from './ndjson-reader.js';

/** Rows looked at before they are dropped in the typing pass. */
const typingRows = 10_000;

/** The types of all columns, found in one pass that keeps no rows. */
export const findNdjsonTypes = async (
  source: ByteSource,
  options: ResolvedNdjsonOptions,
): Promise<ReadonlyMap<string, ColumnSpec>> => {
  const reader = new NdjsonReader(options);
  for await (const piece of source()) {
    for (const _ of reader.push(piece)) if (reader.rows === typingRows) reader.table();
  }
  for (const _ of reader.end());
  return columnSpecs(reader.table());
};

/** The rows in batches of `batchRows`, the last one of what is left (one empty batch when there are no rows). */
export async function* ndjsonBatches(
  source: ByteSource,
  options: ResolvedNdjsonOptions,
  types: ReadonlyMap<string, ColumnSpec>,
  batchRows: number,
): AsyncGenerator<Table> {
  const reader = new NdjsonReader({ ...options, types });
  let empty = true;
  for await (const piece of source()) {
    for (const _ of reader.push(piece)) {
      if (reader.rows < batchRows) continue;
      empty = false;
      yield reader.table();
    }
  }
  for (const _ of reader.end());
  if (reader.rows > 0 || empty) yield reader.table();
}
