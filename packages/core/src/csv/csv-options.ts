import { InvalidOptionError } from '../errors/invalid-option-error.js';
import type { ColumnSpecs } from '../table/column-spec.js';

/** How CSV text is read. Text is UTF-8, quoting is that of RFC 4180, lines end in LF, CRLF or CR. */
export interface CsvReadOptions {
  /** One ASCII character. @default the one of `,` `;` tab `|` that splits the first 64 KiB most evenly */
  readonly delimiter?: string;
  /** Whether the first line holds the column names; without it they are `column_1`, `column_2`, … @default true */
  readonly header?: boolean;
  /** Column names to use instead of those in the file (or where it has none). */
  readonly names?: readonly string[];
  /** Unquoted cells that mean "no value", compared exactly. @default ['', 'NA', 'NaN', 'null'] */
  readonly missing?: readonly string[];
  /** Whether a quoted cell can be missing too: for files that quote every cell. @default false: `""` is an empty text */
  readonly quotedMissing?: boolean;
  /** Whether spaces and tabs around cells and names are dropped (never inside quotes). @default false */
  readonly trim?: boolean;
  /** Types by column name; columns not named here are typed by their cells. A name the file does not have is an error. */
  readonly types?: ColumnSpecs;
  /** Longest cell in bytes, quotes included; bounds the memory an unfinished quote can take. @default 16 MiB */
  readonly maxFieldBytes?: number;
}

/** {@link CsvReadOptions} for text that is in memory or comes from a stream. */
export interface CsvParseOptions extends CsvReadOptions {
  /** What errors call the text. @default 'CSV' */
  readonly file?: string;
}

export interface ResolvedCsvOptions {
  readonly delimiter: string | undefined;
  readonly header: boolean;
  readonly names: readonly string[] | undefined;
  readonly missing: readonly string[];
  readonly quotedMissing: boolean;
  readonly trim: boolean;
  readonly types: ColumnSpecs | undefined;
  readonly maxFieldBytes: number;
  readonly file: string;
}

/** The spellings of a missing value readers and writers agree on. */
export const defaultMissing: readonly string[] = ['', 'NA', 'NaN', 'null'];

/** @throws {InvalidOptionError} */
export const resolveCsvOptions = ({
  delimiter,
  header = true,
  names,
  missing = defaultMissing,
  quotedMissing = false,
  trim = false,
  types,
  maxFieldBytes = 16 * 1024 * 1024,
  file = 'CSV',
}: CsvParseOptions = {}): ResolvedCsvOptions => {
  if (delimiter !== undefined) checkDelimiter(delimiter);
  return { delimiter, header, names, missing, quotedMissing, trim, types, maxFieldBytes, file };
};

/** @throws {InvalidOptionError} unless it is one ASCII character that means nothing else */
export const checkDelimiter = (delimiter: string): void => {
  if (!/^[\t\x20-\x7e]$/.test(delimiter) || delimiter === '"')
    throw new InvalidOptionError(
      'csv',
      'delimiter',
      'has to be one ASCII character that is no quote and no line break',
    );
};
