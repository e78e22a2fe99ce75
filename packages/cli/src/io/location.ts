import { UsageError } from '../errors/usage-error.js';

/** Forms that can be written front to back, to standard output too. */
export type StreamFormat = 'csv' | 'ndjson' | 'arrow';

type FileFormat = StreamFormat | 'parquet';

/** Where rows are read from or written to, as named on the command line. */
export type Location =
  | { readonly kind: 'stdout' }
  | { readonly kind: 'file'; readonly path: string; readonly format: StreamFormat }
  | { readonly kind: 'parquet'; readonly path: string }
  | { readonly kind: 'duckdb'; readonly path: string; readonly table: string };

const formats: ReadonlyMap<string, FileFormat> = new Map([
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['ndjson', 'ndjson'],
  ['jsonl', 'ndjson'],
  ['arrow', 'arrow'],
  ['parquet', 'parquet'],
]);

/** Forms of names that are understood, for help and errors. */
export const locationForms = 'FILE.csv, FILE.csv.gz, FILE.ndjson, FILE.arrow, FILE.parquet or duckdb:FILE.db#table';

const duckdbLocation = (text: string): Location => {
  const rest = text.slice('duckdb:'.length);
  const hash = rest.lastIndexOf('#');
  if (hash <= 0 || hash === rest.length - 1) {
    throw new UsageError(`"${text}" names no table. Write duckdb:FILE.db#table, in quotes where the shell reads #.`);
  }
  return { kind: 'duckdb', path: rest.slice(0, hash), table: rest.slice(hash + 1) };
};

/**
 * Reads a name from the command line; its ending says the form of the file.
 * @throws {UsageError} for an ending that says nothing
 */
export const parseLocation = (text: string): Location => {
  if (text === '-') return { kind: 'stdout' };
  if (text.startsWith('duckdb:')) return duckdbLocation(text);
  const [, ending, gz] = /\.(\w+?)(\.gz)?$/i.exec(text) ?? [];
  const format = formats.get(ending?.toLowerCase() ?? '');
  const gzip = gz !== undefined;
  if (format === undefined || (gzip && format !== 'csv' && format !== 'ndjson')) {
    throw new UsageError(`What "${text}" holds cannot be told from its ending. Use ${locationForms}.`);
  }
  return format === 'parquet' ? { kind: 'parquet', path: text } : { kind: 'file', path: text, format };
};

/** How a location is called in messages. */
export const locationName = (location: Location): string => {
  if (location.kind === 'stdout') return 'standard output';
  return location.kind !== 'duckdb' ? location.path : `table "${location.table}" of ${location.path}`;
};
