import type { ByteSource } from '../table/byte-source.js';
import type { Table } from '../table/table.js';
import { type CsvParseOptions, type ResolvedCsvOptions, resolveCsvOptions } from './csv-options.js';
import { type CsvPass, CsvReader } from './csv-reader.js';
import { mergePasses, secondPass } from './second-pass.js';

/**
 * A table from a stream of CSV bytes, by the rules and errors of {@link parseCsv}. The bytes are kept until the end,
 * since a cell late in the text may change the type of its column. Pieces must not be changed after they were given.
 */
export const parseCsvStream = async (bytes: AsyncIterable<Uint8Array>, options?: CsvParseOptions): Promise<Table> => {
  const kept: Uint8Array[] = [];
  let whole = false;
  async function* source(): AsyncGenerator<Uint8Array> {
    if (whole) return yield* kept;
    for await (const piece of bytes) {
      kept.push(piece);
      yield piece;
    }
    whole = true;
  }
  return readCsvSource(source, resolveCsvOptions(options));
};

/** A table from re-readable bytes; they are read a second time only when a column turned out to be text late. */
export const readCsvSource = async (
  source: ByteSource,
  options: ResolvedCsvOptions,
  onRows?: (rows: number) => void,
): Promise<Table> => {
  const first = await readThrough(source, new CsvReader(options), onRows);
  const columns = first.columns();
  const pass: CsvPass | null = secondPass(first, columns);
  if (pass === null) return mergePasses(columns);
  return mergePasses(columns, (await readThrough(source, new CsvReader(options, pass))).columns());
};

/** Pushes all bytes through a reader. */
const readThrough = async (
  source: ByteSource,
  reader: CsvReader,
  onRows?: (rows: number) => void,
): Promise<CsvReader> => {
  for await (const piece of source()) {
    reader.push(piece);
    reader.read();
    onRows?.(reader.rows);
  }
  reader.end();
  reader.read();
  return reader;
};
