import { UnknownColumnError } from '../errors/unknown-column-error.js';
import type { Column } from '../table/column.js';
import { type ColumnSpec, specEntries } from '../table/column-spec.js';
import { Table } from '../table/table.js';
import type { ColumnReader } from './column-reader.js';
import { openCsv, sniffBytes } from './csv-opening.js';
import type { ResolvedCsvOptions } from './csv-options.js';
import type { CsvScanner } from './csv-scanner.js';
import { DecidedReader, UndecidedReader } from './inferring-reader.js';
import { MissingSpellings } from './missing-spellings.js';
import { createTypedReader } from './typed-reader.js';

/** What a pass over the text is for. */
export interface CsvPass {
  /** Types that are known. Columns not named here are typed by their cells. */
  readonly types: ReadonlyMap<string, ColumnSpec>;
  /** Columns to keep rows of; null = all. */
  readonly keep: ReadonlySet<string> | null;
}

/** One pass over CSV bytes, pushed in pieces of any size. */
export class CsvReader {
  readonly #options: ResolvedCsvOptions;
  readonly #pass: CsvPass;
  #start: Uint8Array[] = [];
  #startLength = 0;
  #ended = false;
  #scanner: CsvScanner | null = null;
  #names: readonly string[] = [];
  #readers: ColumnReader[] = [];

  constructor(options: ResolvedCsvOptions, pass?: Partial<CsvPass>) {
    this.#options = options;
    this.#pass = { types: pass?.types ?? new Map(specEntries(options.types)), keep: pass?.keep ?? null };
  }

  /** More bytes; they must not be changed afterwards. */
  push(piece: Uint8Array): void {
    if (this.#scanner !== null) this.#scanner.push(piece);
    else {
      this.#start.push(piece);
      this.#startLength += piece.length;
    }
  }

  end(): void {
    this.#ended = true;
    this.#scanner?.end();
  }

  /** Reads on. true: `maxRows` rows were read, call again for more; false: push more bytes. */
  read(maxRows?: number): boolean {
    this.#scanner ??= this.#open();
    return this.#scanner?.scan(maxRows) ?? false;
  }

  /** Rows read so far. */
  get rows(): number {
    return this.#scanner?.rows ?? 0;
  }

  /** Whether the header was read and no cell behind it can change a type. */
  get decided(): boolean {
    return this.#scanner !== null && this.#readers.every((reader) => reader instanceof DecidedReader);
  }

  /** What the cells so far ask for, by column. */
  specs(): Map<string, ColumnSpec> {
    return new Map(this.#names.map((name, i) => [name, this.#readers[i]!.spec]));
  }

  /** The rows since the last call, by column; null for those that have to be read again with the type in {@link specs}. */
  columns(): Map<string, Column | null> {
    return new Map(this.#names.map((name, i) => [name, this.#readers[i]!.finish()]));
  }

  /** The rows since the last call, of a pass in which all types are known. */
  table(): Table {
    return new Table(this.#names.map((name, i) => [name, this.#readers[i]!.finish()!]));
  }

  #open(): CsvScanner | null {
    const needed = this.#options.delimiter === undefined ? sniffBytes : byteOrderMarkBytes;
    if (!this.#ended && this.#startLength < needed) return null;
    const start = joined(this.#start, this.#startLength);
    const opening = openCsv(start, this.#ended, this.#options);
    this.#start = opening === null ? [start] : [];
    if (opening === null) return null;
    const { names, scanner } = opening;
    for (const name of this.#pass.types.keys()) if (!names.includes(name)) throw new UnknownColumnError(name, names);
    this.#names = names;
    const readers: ColumnReader[] = [];
    for (const [i, name] of names.entries()) readers.push(this.#reader(name, (next) => (readers[i] = next)));
    this.#readers = readers;
    scanner.setColumns(names, readers);
    return scanner;
  }

  #reader(name: string, become: (next: ColumnReader) => void): ColumnReader {
    const missing = new MissingSpellings(this.#options.missing, this.#options.quotedMissing);
    const spec = this.#pass.types.get(name);
    const keep = this.#pass.keep === null || this.#pass.keep.has(name);
    if (spec === undefined) return new UndecidedReader({ missing, keep, become });
    return keep || !isComplete(spec) ? createTypedReader(spec, missing) : new DecidedReader(spec);
  }
}

const byteOrderMarkBytes = 3;

/** A timestamp without a time zone takes that of its first value. */
const isComplete = (spec: ColumnSpec): boolean =>
  typeof spec === 'string' ? spec !== 'timestamp' : spec.timezone !== undefined;

const joined = (pieces: readonly Uint8Array[], length: number): Uint8Array => {
  if (pieces.length === 1) return pieces[0]!;
  const all = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    all.set(piece, offset);
    offset += piece.length;
  }
  return all;
};
