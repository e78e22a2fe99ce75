import { CsvEncodingError } from '../errors/csv-encoding-error.js';
import { encodeText } from '../table/encode-text.js';
import type { Table } from '../table/table.js';
import { type CsvParseOptions, resolveCsvOptions } from './csv-options.js';
import { CsvReader } from './csv-reader.js';
import { mergePasses, secondPass } from './second-pass.js';

/**
 * A table from CSV text (UTF-8 bytes or a string), typed by its cells unless `types` says otherwise:
 *
 * - float64: every present cell is a plain number, see {@link NumberCell}: `12`, `-0.5`, `1e-7`, spaces around it allowed
 * - int64: all integers, some beyond ±2⁵³; where such integers stand among fractions or exceed 64 bits the column is text
 * - bool: every present cell is `true` or `false`, in any case (Yes and No stay text)
 * - utf8: anything else, numbers with leading zeros and dates included; every cell exactly as written, spaces too
 * - a column without a present cell is float64
 *
 * An unquoted cell spelled as one of `missing` is missing; a quoted one is text. Synchronous: for large files use
 * `readCsv` of `@cvd/core/node`.
 *
 * @throws {CsvHeaderError} empty text, a name that is empty or occurs twice
 * @throws {CsvRaggedRowError} a row with more or fewer cells than the header
 * @throws {CsvSyntaxError} a quote that never ends, text behind a closing quote
 * @throws {CsvEncodingError} bytes that are no UTF-8
 * @throws {CsvValueError} a cell that does not fit the type given in `types`
 * @throws {UnknownColumnError} a name in `types` that the text does not have
 *
 * @example parseCsv('age,sex\n61,f\n,m\n').at(0, 'age') // 61
 */
export const parseCsv = (text: string | Uint8Array, options?: CsvParseOptions): Table => {
  const resolved = resolveCsvOptions(options);
  const bytes = typeof text === 'string' ? encodeText(text) : text;
  if (!(bytes instanceof Uint8Array))
    throw new CsvEncodingError(resolved.file, bytes.line, bytes.column, 'here is half a surrogate pair');
  const readAll = (reader: CsvReader): CsvReader => {
    reader.push(bytes);
    reader.end();
    reader.read();
    return reader;
  };
  const first = readAll(new CsvReader(resolved));
  const columns = first.columns();
  const pass = secondPass(first, columns);
  return mergePasses(columns, pass === null ? undefined : readAll(new CsvReader(resolved, pass)).columns());
};
