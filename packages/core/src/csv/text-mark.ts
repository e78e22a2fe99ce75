const lineFeed = 10;
const carriageReturn = 13;

/** A byte whose place in the text is known, from which the places of later bytes are found. Lines end in LF, CRLF or CR. */
export class TextMark {
  /** Index of the byte in the bytes at hand. */
  offset = 0;
  /** 1-based. */
  #line = 1;
  /** Characters of the line before the byte. */
  #before = 0;

  /** The first byte of the next line is at `offset`. */
  nextLine(offset: number): void {
    this.offset = offset;
    this.#line++;
    this.#before = 0;
  }

  moveTo(bytes: Uint8Array, position: number): void {
    const { line, column } = this.placeOf(bytes, position);
    this.#line = line;
    this.#before = column - 1;
    this.offset = position;
  }

  /** 1-based line and character of a byte at or behind the mark. */
  placeOf(bytes: Uint8Array, position: number): { readonly line: number; readonly column: number } {
    let line = this.#line;
    let before = this.#before;
    for (let i = this.offset; i < position; i++) {
      const byte = bytes[i]!;
      if (byte === lineFeed || (byte === carriageReturn && bytes[i + 1] !== lineFeed)) {
        line++;
        before = 0;
      } else if ((byte & 0xc0) !== 0x80) before++;
    }
    return { line, column: before + 1 };
  }
}
