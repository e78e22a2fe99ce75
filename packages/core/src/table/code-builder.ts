import type { Utf8Column } from './column.js';
import { ValidityBuilder } from './validity-builder.js';

/** Collects dictionary codes, row by row; the dictionary is its caller's. */
export class CodeBuilder {
  length = 0;
  #codes = new Int32Array(256);
  readonly #validity = new ValidityBuilder();

  append(code: number): void {
    if (this.length === this.#codes.length) {
      const grown = new Int32Array(2 * this.length);
      grown.set(this.#codes);
      this.#codes = grown;
    }
    this.#codes[this.length++] = code;
  }

  appendMissing(): void {
    this.#validity.markMissing(this.length);
    this.append(0);
  }

  /** The rows appended since the last `finish()`, under this dictionary. */
  finish(dictionary: readonly string[]): Utf8Column {
    const length = this.length;
    this.length = 0;
    return {
      type: 'utf8',
      length,
      codes: this.#codes.slice(0, length),
      dictionary,
      validity: this.#validity.finish(length),
    };
  }
}
