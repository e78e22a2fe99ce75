import { NdjsonSyntaxError } from '../errors/ndjson-syntax-error.js';

const lineFeed = 10;

/** Splits bytes, pushed in pieces of any size, into lines of text. A byte-order mark at the start is dropped. */
export class LineSplitter {
  /** 1-based number of the line last given out. */
  line = 0;
  readonly #file: string;
  readonly #maxLineBytes: number;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #rest: Uint8Array[] = [];
  #restLength = 0;

  constructor(file: string, maxLineBytes: number) {
    this.#file = file;
    this.#maxLineBytes = maxLineBytes;
  }

  /** The lines that end in this piece, blank ones left out. @throws {NdjsonSyntaxError} */
  *push(piece: Uint8Array): Generator<string> {
    let start = 0;
    for (let end = piece.indexOf(lineFeed); end >= 0; end = piece.indexOf(lineFeed, start)) {
      this.#keep(piece.subarray(start, end));
      start = end + 1;
      yield* this.#give();
    }
    this.#keep(piece.subarray(start));
  }

  /** The last line, if it does not end in a line break. @throws {NdjsonSyntaxError} */
  *end(): Generator<string> {
    if (this.#restLength > 0) yield* this.#give();
  }

  #keep(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#rest.push(bytes);
    this.#restLength += bytes.length;
    if (this.#restLength > this.#maxLineBytes)
      throw new NdjsonSyntaxError(
        this.#file,
        this.line + 1,
        1,
        `the line is longer than ${this.#maxLineBytes} bytes (raise maxLineBytes if it should be)`,
      );
  }

  *#give(): Generator<string> {
    this.line++;
    const text = this.#text();
    this.#rest = [];
    this.#restLength = 0;
    if (text.trim() !== '') yield text;
  }

  #text(): string {
    try {
      const text = this.#rest.map((bytes) => this.#decoder.decode(bytes, { stream: true })).join('');
      const whole = text + this.#decoder.decode();
      return this.line === 1 && whole.startsWith('\ufeff') ? whole.slice(1) : whole;
    } catch {
      throw new NdjsonSyntaxError(this.#file, this.line, 1, 'the line is no valid UTF-8');
    }
  }
}
