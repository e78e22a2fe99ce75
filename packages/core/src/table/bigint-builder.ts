import { ValidityBuilder } from './validity-builder.js';

/** Collects 64-bit integers, row by row; what int64 and timestamp columns are made of. */
export class BigIntBuilder {
  length = 0;
  #values = new BigInt64Array(256);
  readonly #validity = new ValidityBuilder();

  append(value: bigint): void {
    if (this.length === this.#values.length) {
      const grown = new BigInt64Array(2 * this.length);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
  }

  appendMissing(): void {
    this.#validity.markMissing(this.length);
    this.append(0n);
  }

  /** The rows appended since the last `finish()`. */
  finish(): { readonly length: number; readonly values: BigInt64Array; readonly validity: Uint8Array | null } {
    const length = this.length;
    this.length = 0;
    return { length, values: this.#values.slice(0, length), validity: this.#validity.finish(length) };
  }
}
