import { CsvEncodingError } from '../errors/csv-encoding-error.js';
import { CsvHeaderError } from '../errors/csv-header-error.js';
import { InvalidOptionError } from '../errors/invalid-option-error.js';
import { skipTaker } from './cell-taker.js';
import type { ResolvedCsvOptions } from './csv-options.js';
import { CsvScanner } from './csv-scanner.js';
import { HeaderTaker } from './header-taker.js';
import { sniffDelimiter } from './sniff-delimiter.js';

/** Bytes looked at to find the delimiter. */
export const sniffBytes = 64 * 1024;

/** What the start of a text says, and a scanner that stands at the first row. */
interface CsvOpening {
  readonly names: readonly string[];
  readonly scanner: CsvScanner;
}

/**
 * Reads the byte-order mark, the delimiter and the header.
 * @param start - the first bytes of the text
 * @param whole - whether they are all there is
 * @returns null when the header goes on behind these bytes
 */
export const openCsv = (start: Uint8Array, whole: boolean, options: ResolvedCsvOptions): CsvOpening | null => {
  const { file } = options;
  const [a, b, c] = start;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
    throw new CsvEncodingError(file, 1, 1, 'the text is UTF-16, by its byte-order mark');
  const bytes = a === 0xef && b === 0xbb && c === 0xbf ? start.subarray(3) : start;
  const delimiter = options.delimiter ?? sniffDelimiter(bytes.subarray(0, sniffBytes), whole);

  const header = new HeaderTaker(options.names === undefined);
  const scanner = startScanner(bytes, whole, options, delimiter);
  scanner.setAnyColumns(options.header ? header : skipTaker);
  if (!scanner.scan(1)) {
    if (!whole) return null;
    throw new CsvHeaderError(
      file,
      1,
      1,
      'the file is empty: it needs a header line (or, in a program, the option `names`) and rows',
    );
  }
  const names = namesOf(scanner.cells, header, options);
  if (options.header) {
    scanner.rows = 0;
    return { names, scanner };
  }
  return { names, scanner: startScanner(bytes, whole, options, delimiter) };
};

const startScanner = (
  bytes: Uint8Array,
  whole: boolean,
  options: ResolvedCsvOptions,
  delimiter: string,
): CsvScanner => {
  const scanner = new CsvScanner(options, delimiter);
  scanner.push(bytes);
  if (whole) scanner.end();
  return scanner;
};

const namesOf = (cells: number, header: HeaderTaker, options: ResolvedCsvOptions): readonly string[] => {
  if (options.names === undefined)
    return options.header ? header.names : Array.from({ length: cells }, (_, i) => `column_${i + 1}`);
  if (options.names.length !== cells)
    throw new InvalidOptionError(
      'csv',
      'names',
      `has ${options.names.length} names where ${options.file} has ${cells} columns`,
    );
  return options.names;
};
