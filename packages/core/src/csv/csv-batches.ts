import type { ByteSource } from '../table/byte-source.js';
import type { ColumnSpec } from '../table/column-spec.js';
import type { Table } from '../table/table.js';
import type { ResolvedCsvOptions } from './csv-options.js';
import { CsvReader } from './csv-reader.js';

/** The types of all columns, found in one pass that keeps no rows; it ends at the header when all types are given. */
export const findCsvTypes = async (
  source: ByteSource,
  options: ResolvedCsvOptions,
): Promise<ReadonlyMap<string, ColumnSpec>> => {
  const reader = new CsvReader(options, { keep: new Set() });
  for await (const piece of source()) {
    reader.push(piece);
    reader.read();
    if (reader.decided) return reader.specs();
    reader.columns();
  }
  reader.end();
  reader.read();
  return reader.specs();
};

/** The rows in batches of `batchRows`, the last one of what is left (one empty batch when there are no rows); types of all columns are known. */
export async function* csvBatches(
  source: ByteSource,
  options: ResolvedCsvOptions,
  types: ReadonlyMap<string, ColumnSpec>,
  batchRows: number,
): AsyncGenerator<Table> {
  const reader = new CsvReader(options, { types });
  let read = 0;
  const waiting = (): number => reader.rows - read;
  const take = (): Table => {
    read = reader.rows;
    return reader.table();
  };
  for await (const piece of source()) {
    reader.push(piece);
    while (reader.read(batchRows - waiting())) yield take();
  }
  reader.end();
  while (reader.read(batchRows - waiting())) yield take();
  if (waiting() > 0 || read === 0) yield take();
}
