import type { BoolColumn } from './column.js';
import { ValidityBuilder } from './validity-builder.js';

/** Collects booleans, row by row, packed eight to a byte. */
export class BoolBuilder {
  length = 0;
  #values = new Uint8Array(64);
  readonly #validity = new ValidityBuilder();

  append(value: boolean): void {
    const byte = this.length >> 3;
    if (byte === this.#values.length) {
      const grown = new Uint8Array(2 * byte);
      grown.set(this.#values);
      this.#values = grown;
    }
    if (value) this.#values[byte]! |= 1 << (this.length & 7);
    this.length++;
  }

  appendMissing(): void {
    this.#validity.markMissing(this.length);
    this.append(false);
  }

  /** The rows appended since the last `finish()`. */
  finish(): BoolColumn {
    const length = this.length;
    const bytes = (length + 7) >> 3;
    const values = this.#values.slice(0, bytes);
    this.#values.fill(0, 0, bytes);
    this.length = 0;
    return { type: 'bool', length, values, validity: this.#validity.finish(length) };
  }
}
