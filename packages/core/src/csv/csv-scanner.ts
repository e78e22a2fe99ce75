import { CsvEncodingError } from '../errors/csv-encoding-error.js';
import { CsvHeaderError } from '../errors/csv-header-error.js';
import { CsvRaggedRowError } from '../errors/csv-ragged-row-error.js';
import { CsvSyntaxError } from '../errors/csv-syntax-error.js';
import { CsvValueError } from '../errors/csv-value-error.js';
import type { CellProblem, CellTaker } from './cell-taker.js';

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const quote = 34;

export interface CsvScannerOptions {
  readonly file: string;
  readonly trim: boolean;
  readonly maxFieldBytes: number;
}

/**
 * Splits CSV bytes into cells and hands each to the taker of its column. Bytes come in pieces of any size; a cell cut by
 * the end of a piece is carried over. Lines end in LF, CRLF or CR; blank lines are skipped unless there is one column.
 * A quote opens a quoted cell only at the start of a cell; elsewhere it is text.
 */
export class CsvScanner {
  /** Rows ended so far. */
  rows = 0;
  readonly #options: CsvScannerOptions;
  readonly #delimiter: number;
  #names: readonly string[] = [];
  /** One for each column; an entry may be replaced between two cells. */
  #takers: CellTaker[] = [];
  #open = false;
  #cells = 0;

  #bytes: Uint8Array = new Uint8Array(0);
  /** First byte not scanned: the start of a cell. */
  #position = 0;
  /** Cells of the current row before `#position`. */
  #field = 0;
  /** CR was the last byte scanned: an LF that comes next belongs to it. */
  #afterCarriageReturn = false;
  #pieces: Uint8Array[] = [];
  #piecesLength = 0;
  /** Bytes to wait for before scanning on, so that a long cell is not scanned anew with each piece. */
  #wanted = 0;
  #ended = false;
  #scratch = new Uint8Array(256);

  /** `#mark` is a byte of known place: 1-based line, characters before it on that line. */
  #mark = 0;
  #line: number;
  #column = 0;

  constructor(options: CsvScannerOptions, delimiter: string, firstLine = 1) {
    this.#options = options;
    this.#delimiter = delimiter.charCodeAt(0);
    this.#line = firstLine;
  }

  /** Where the cells of each column go. To be called between rows. */
  setColumns(names: readonly string[], takers: CellTaker[]): void {
    this.#names = names;
    this.#takers = takers;
    this.#open = false;
  }

  /** Until {@link setColumns}, rows may have any number of cells, and this one taker gets them all. */
  setAnyColumns(taker: CellTaker): void {
    this.#takers = [taker];
    this.#open = true;
  }

  /** Cells in the last row. */
  get cells(): number {
    return this.#cells;
  }

  /** More bytes; they must not change until {@link scan} has returned false. */
  push(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#piecesLength += piece.length;
  }

  /** No more bytes will come. */
  end(): void {
    this.#ended = true;
  }

  /**
   * Scans on. true: `maxRows` rows were ended, call again for more; false: all bytes pushed so far are used up.
   * @throws {CsvSyntaxError} {@link CsvEncodingError} {@link CsvRaggedRowError} {@link CsvValueError}
   */
  scan(maxRows = Number.POSITIVE_INFINITY): boolean {
    if (this.#piecesLength > 0) {
      if (!this.#ended && this.#piecesLength < this.#wanted) return false;
      this.#join();
    }
    return this.#scanRows(maxRows);
  }

  #join(): void {
    this.#moveMark(this.#position);
    const rest = this.#bytes.length - this.#position;
    if (rest === 0 && this.#pieces.length === 1) this.#bytes = this.#pieces[0]!;
    else {
      const joined = new Uint8Array(rest + this.#piecesLength);
      joined.set(this.#bytes.subarray(this.#position));
      let offset = rest;
      for (const piece of this.#pieces) {
        joined.set(piece, offset);
        offset += piece.length;
      }
      this.#bytes = joined;
    }
    this.#pieces = [];
    this.#piecesLength = 0;
    this.#position = 0;
    this.#mark = 0;
    this.#wanted = 0;
  }

  #scanRows(maxRows: number): boolean {
    const bytes = this.#bytes;
    const { length } = bytes;
    const delimiter = this.#delimiter;
    const takers = this.#takers;
    const open = this.#open;
    const columns = open ? Number.POSITIVE_INFINITY : takers.length;
    const ended = this.#ended;
    const { trim, maxFieldBytes } = this.#options;
    const lastRow = this.rows + maxRows;
    let position = this.#position;
    let field = this.#field;

    while (position < length || (ended && field > 0)) {
      const cell = position;
      let byte = 0;
      if (field === 0) {
        byte = bytes[position]!;
        if (byte === lineFeed && this.#afterCarriageReturn) {
          this.#afterCarriageReturn = false;
          this.#mark = ++position;
          continue;
        }
        this.#afterCarriageReturn = false;
        if ((byte === lineFeed || byte === carriageReturn) && columns > 1) {
          this.#afterCarriageReturn = byte === carriageReturn;
          this.#nextLine(++position);
          continue;
        }
      }
      let start = position;
      let end: number;
      let quoted = false;
      if (trim)
        while (start < length && (bytes[start] === space || bytes[start] === tab) && bytes[start] !== delimiter)
          start++;
      if (start < length && bytes[start] === quote) {
        quoted = true;
        let escaped = false;
        let multiline = false;
        let next = start + 1;
        for (;;) {
          while (next < length && (byte = bytes[next]!) !== quote) {
            if (byte === lineFeed || byte === carriageReturn) multiline = true;
            next++;
          }
          if (next + 1 < length && bytes[next + 1] === quote) {
            escaped = true;
            next += 2;
          } else break;
        }
        // The quote at `next` closes the cell, if the byte behind it is known.
        if (next >= length - 1 && !ended) break;
        if (next >= length) throw length - cell > maxFieldBytes ? this.#tooLong(cell) : this.#unfinishedQuote(start);
        end = next;
        position = next + 1;
        if (trim)
          while (
            position < length &&
            (bytes[position] === space || bytes[position] === tab) &&
            bytes[position] !== delimiter
          )
            position++;
        if (position >= length && !ended) {
          position = cell;
          break;
        }
        if (position - cell > maxFieldBytes) throw this.#tooLong(cell);
        if (position < length) {
          byte = bytes[position]!;
          if (byte !== delimiter && byte !== lineFeed && byte !== carriageReturn) throw this.#textAfterQuote(position);
        }
        if (field < columns) {
          const problem = escaped
            ? this.#takeEscaped(takers[open ? 0 : field]!, start + 1, end)
            : takers[open ? 0 : field]!.take(bytes, start + 1, end, true);
          if (problem !== null) throw this.#refused(problem, field, start, start + 1, end);
        }
        if (multiline) this.#moveMark(position);
      } else {
        while (
          position < length &&
          (byte = bytes[position]!) !== delimiter &&
          byte !== lineFeed &&
          byte !== carriageReturn
        )
          position++;
        if (position === length && !ended) {
          position = cell;
          break;
        }
        if (position - cell > maxFieldBytes) throw this.#tooLong(cell);
        end = position;
        if (trim) while (end > start && (bytes[end - 1] === space || bytes[end - 1] === tab)) end--;
        if (field < columns) {
          const problem = takers[open ? 0 : field]!.take(bytes, start, end, quoted);
          if (problem !== null) throw this.#refused(problem, field, start, start, end);
        }
      }

      field++;
      if (position < length && byte === delimiter) {
        position++;
        // Text that ends in a delimiter has one more, empty cell: the loop goes on because field > 0.
        continue;
      }
      if (field !== columns && !open) throw this.#raggedRow(field, position);
      this.#cells = field;
      field = 0;
      this.rows++;
      this.#afterCarriageReturn = byte === carriageReturn;
      if (position < length) {
        this.#nextLine(++position);
      }
      if (this.rows >= lastRow) {
        this.#position = position;
        this.#field = 0;
        return true;
      }
    }
    this.#position = position;
    this.#field = field;
    this.#checkCarried();
    return false;
  }

  #takeEscaped(taker: CellTaker, start: number, end: number): CellProblem | null {
    const bytes = this.#bytes;
    if (this.#scratch.length < end - start) this.#scratch = new Uint8Array(2 * (end - start));
    const scratch = this.#scratch;
    let length = 0;
    for (let i = start; i < end; i++) {
      scratch[length++] = bytes[i]!;
      if (bytes[i] === quote) i++;
    }
    return taker.take(scratch, 0, length, true);
  }

  #nextLine(position: number): void {
    this.#mark = position;
    this.#line++;
    this.#column = 0;
  }

  #moveMark(position: number): void {
    const { line, column } = this.#place(position);
    this.#line = line;
    this.#column = column - 1;
    this.#mark = position;
  }

  /** Line and character of a byte at or behind the mark. */
  #place(position: number): { readonly line: number; readonly column: number } {
    const bytes = this.#bytes;
    let line = this.#line;
    let column = this.#column;
    for (let i = this.#mark; i < position; i++) {
      const byte = bytes[i]!;
      if (byte === lineFeed || (byte === carriageReturn && bytes[i + 1] !== lineFeed)) {
        line++;
        column = 0;
      } else if ((byte & 0xc0) !== 0x80) column++;
    }
    return { line, column: column + 1 };
  }

  /** Keeps a cell that goes on in the next piece from taking all memory, and from being scanned once for every piece. */
  #checkCarried(): void {
    const rest = this.#bytes.length - this.#position;
    if (rest > this.#options.maxFieldBytes) throw this.#tooLong(this.#position);
    this.#wanted = rest > 1024 ? rest : 0;
  }

  #tooLong(position: number): CsvSyntaxError {
    const { line, column } = this.#place(position);
    const { file, maxFieldBytes } = this.#options;
    const problem =
      this.#bytes[position] === quote
        ? `the quoted cell that begins here does not end within ${maxFieldBytes} bytes: close the quote, or raise maxFieldBytes`
        : `the cell that begins here is longer than ${maxFieldBytes} bytes: check that the file is CSV, or raise maxFieldBytes`;
    return new CsvSyntaxError(file, line, column, problem);
  }

  #unfinishedQuote(position: number): CsvSyntaxError {
    const { line, column } = this.#place(position);
    const problem = 'the quote that opens here is never closed: close it, or double it ("") if it belongs to the text';
    return new CsvSyntaxError(this.#options.file, line, column, problem);
  }

  #textAfterQuote(position: number): CsvSyntaxError {
    const { line, column } = this.#place(position);
    const problem = 'text follows a closing quote: end the cell there, or double quotes ("") that belong to the text';
    return new CsvSyntaxError(this.#options.file, line, column, problem);
  }

  #raggedRow(found: number, position: number): CsvRaggedRowError {
    const { line, column } = this.#place(position);
    const delimiter = String.fromCharCode(this.#delimiter);
    return new CsvRaggedRowError(this.#options.file, line, column, this.#takers.length, found, delimiter);
  }

  #refused(problem: CellProblem, field: number, position: number, start: number, end: number): Error {
    const { line, column } = this.#place(position);
    const { file } = this.#options;
    switch (problem.kind) {
      case 'encoding':
        return new CsvEncodingError(file, line, column, 'the cell that begins here is no valid UTF-8');
      case 'header':
        return new CsvHeaderError(file, line, column, problem.problem);
      case 'value': {
        const text = new TextDecoder().decode(this.#bytes.subarray(start, end));
        const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
        return new CsvValueError(file, line, column, this.#names[field] ?? '', shown, problem.expected);
      }
    }
  }
}
