import type { Float64Column } from './column.js';
import { ValidityBuilder } from './validity-builder.js';

/** Collects 64-bit floats, row by row. */
export class Float64Builder {
  length = 0;
  #values = new Float64Array(256);
  readonly #validity = new ValidityBuilder();

  /** NaN counts as missing. */
  append(value: number): void {
    if (this.length === this.#values.length) this.#grow();
    if (Number.isNaN(value)) {
      this.#values[this.length] = 0;
      this.#validity.markMissing(this.length);
    } else this.#values[this.length] = value;
    this.length++;
  }

  appendMissing(): void {
    this.append(Number.NaN);
  }

  /** The rows appended since the last `finish()`. */
  finish(): Float64Column {
    const length = this.length;
    this.length = 0;
    return {
      type: 'float64',
      length,
      values: this.#values.slice(0, length),
      validity: this.#validity.finish(length),
    };
  }

  #grow(): void {
    const grown = new Float64Array(2 * this.#values.length);
    grown.set(this.#values);
    this.#values = grown;
  }
}
