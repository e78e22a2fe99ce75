const lineFeed = 10;
const carriageReturn = 13;
const quote = 34;

/**
 * Cuts CSV bytes into records and leaves their text as it is. A record ends at a line end outside quotes; a quote opens a
 * quoted cell only at the start of a cell.
 */
export class CsvRecordCutter {
  readonly #delimiter: number;
  readonly #keepBlank: boolean;
  #rest: Uint8Array = new Uint8Array(0);
  #scanned = 0;
  #quoted = false;
  #cellStart = true;

  /** @param keepBlank - whether an empty line is a record, as in files of one column */
  constructor(delimiter: string, keepBlank: boolean) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#keepBlank = keepBlank;
  }

  /** The records that end within these bytes, without their line ends. */
  push(bytes: Uint8Array): Uint8Array[] {
    const text = new Uint8Array(this.#rest.length + bytes.length);
    text.set(this.#rest);
    text.set(bytes, this.#rest.length);
    const records: Uint8Array[] = [];
    let start = 0;
    let i = this.#scanned;
    for (; i < text.length; i++) {
      const byte = text[i]!;
      if (byte === quote && (this.#quoted || this.#cellStart)) {
        // A doubled quote closes the cell and opens it again.
        this.#quoted = !this.#quoted;
        this.#cellStart = !this.#quoted;
        continue;
      }
      if (this.#quoted) continue;
      if (byte === lineFeed || byte === carriageReturn) {
        // Whether a line feed belongs to this line end is known from the next byte.
        if (byte === carriageReturn && i + 1 === text.length) break;
        this.#add(records, text.subarray(start, i));
        if (byte === carriageReturn && text[i + 1] === lineFeed) i++;
        start = i + 1;
        this.#cellStart = true;
      } else this.#cellStart = byte === this.#delimiter;
    }
    this.#rest = text.subarray(start);
    this.#scanned = i - start;
    return records;
  }

  /** The last record, where the text does not end in a line end. */
  end(): Uint8Array[] {
    const records: Uint8Array[] = [];
    const last = this.#rest.at(-1) === carriageReturn && !this.#quoted ? this.#rest.subarray(0, -1) : this.#rest;
    if (this.#rest.length > 0) this.#add(records, last);
    this.#rest = new Uint8Array(0);
    return records;
  }

  #add(records: Uint8Array[], record: Uint8Array): void {
    if (record.length > 0 || this.#keepBlank) records.push(record);
  }
}
