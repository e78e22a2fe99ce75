import type { CellProblem, CellTaker } from './cell-taker.js';
import { cellRefused, cellTooLong, type Place, raggedRow, textAfterQuote, unfinishedQuote } from './csv-problems.js';
import { TextMark } from './text-mark.js';

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const quote = 34;

interface CsvScannerOptions {
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

  readonly #mark = new TextMark();

  constructor(options: CsvScannerOptions, delimiter: string) {
    this.#options = options;
    this.#delimiter = delimiter.charCodeAt(0);
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
    this.#mark.moveTo(this.#bytes, this.#position);
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
    this.#mark.offset = 0;
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
          this.#mark.offset = ++position;
          continue;
        }
        this.#afterCarriageReturn = false;
        if ((byte === lineFeed || byte === carriageReturn) && columns > 1) {
          this.#afterCarriageReturn = byte === carriageReturn;
          this.#mark.nextLine(++position);
          continue;
        }
      }
      const start = trim ? this.#skipSpaces(position) : position;
      if (start < length && bytes[start] === quote) {
        position = this.#quotedCell(cell, start, field);
        if (position < 0) {
          position = cell;
          break;
        }
        byte = position < length ? bytes[position]! : 0;
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
        let end = position;
        if (trim) while (end > start && (bytes[end - 1] === space || bytes[end - 1] === tab)) end--;
        if (field < columns) {
          const problem = takers[open ? 0 : field]!.take(bytes, start, end, false);
          if (problem !== null) throw this.#refused(problem, field, start, start, end);
        }
      }

      field++;
      if (position < length && byte === delimiter) {
        position++;
        // Text that ends in a delimiter has one more, empty cell: the loop goes on because field > 0.
        continue;
      }
      if (field !== columns && !open) throw raggedRow(this.#at(position), columns, field, this.#delimiter);
      this.#cells = field;
      field = 0;
      this.rows++;
      this.#afterCarriageReturn = byte === carriageReturn;
      if (position < length) this.#mark.nextLine(++position);
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

  /**
   * Reads and hands over the cell that begins at `cell` and opens its quote at `start`.
   * @returns the byte behind it; −1 when these bytes do not tell where it ends
   */
  #quotedCell(cell: number, start: number, field: number): number {
    const bytes = this.#bytes;
    const { length } = bytes;
    const { trim, maxFieldBytes } = this.#options;
    let escaped = false;
    let multiline = false;
    let end = start + 1;
    for (;;) {
      let byte = 0;
      while (end < length && (byte = bytes[end]!) !== quote) {
        multiline ||= byte === lineFeed || byte === carriageReturn;
        end++;
      }
      if (end + 1 >= length || bytes[end + 1] !== quote) break;
      escaped = true;
      end += 2;
    }
    // A quote that is the last byte closes the cell only if no other comes behind it.
    if (end >= length - 1 && !this.#ended) return -1;
    if (end >= length) throw length - cell > maxFieldBytes ? this.#tooLong(cell) : unfinishedQuote(this.#at(start));
    const position = trim ? this.#skipSpaces(end + 1) : end + 1;
    if (position >= length && !this.#ended) return -1;
    if (position - cell > maxFieldBytes) throw this.#tooLong(cell);
    const next = bytes[position];
    if (position < length && next !== this.#delimiter && next !== lineFeed && next !== carriageReturn)
      throw textAfterQuote(this.#at(position));

    const taker = this.#takers[this.#open ? 0 : field];
    if (taker !== undefined) {
      const problem = escaped ? this.#takeEscaped(taker, start + 1, end) : taker.take(bytes, start + 1, end, true);
      if (problem !== null) throw this.#refused(problem, field, start, start + 1, end);
    }
    if (multiline) this.#mark.moveTo(bytes, position);
    return position;
  }

  /** The first byte from `position` on that is no space and no tab, or is the delimiter. */
  #skipSpaces(position: number): number {
    const bytes = this.#bytes;
    let next = position;
    while ((bytes[next] === space || bytes[next] === tab) && bytes[next] !== this.#delimiter) next++;
    return next;
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

  /** Keeps a cell that goes on in the next piece from taking all memory, and from being scanned once for every piece. */
  #checkCarried(): void {
    const rest = this.#bytes.length - this.#position;
    if (rest > this.#options.maxFieldBytes) throw this.#tooLong(this.#position);
    this.#wanted = rest > 1024 ? rest : 0;
  }

  #at(position: number): Place {
    return { file: this.#options.file, ...this.#mark.placeOf(this.#bytes, position) };
  }

  #tooLong(position: number): Error {
    return cellTooLong(this.#at(position), this.#bytes[position] === quote, this.#options.maxFieldBytes);
  }

  #refused(problem: CellProblem, field: number, position: number, start: number, end: number): Error {
    return cellRefused(this.#at(position), problem, this.#names[field] ?? '', this.#bytes.subarray(start, end));
  }
}
