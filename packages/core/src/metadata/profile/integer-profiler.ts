import { bitAt } from '../../table/bits.js';
import type { Int64Column, TimestampColumn } from '../../table/column.js';
import type { ProfileParts, ValueProfiler } from './column-profiler.js';
import { DistinctSample } from './distinct-sample.js';
import { mixWords } from './hash.js';
import { Uniqueness } from './uniqueness.js';

/** Columns of 64-bit integers and of instants. */
export class IntegerProfiler implements ValueProfiler<Int64Column | TimestampColumn> {
  readonly #sample = new DistinctSample<bigint>();
  readonly #uniqueness = new Uniqueness();
  #min: bigint | null = null;
  #max: bigint | null = null;
  #counting = true;
  #previous: bigint | null = null;

  /** @param keys - whether the column may be a key, so that uniqueness is worth following */
  constructor(keys: boolean) {
    if (!keys) this.#uniqueness.giveUp();
  }

  add(column: Int64Column | TimestampColumn): void {
    const { values } = column;
    const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
    for (let row = 0; row < column.length; row++) {
      if (column.validity !== null && !bitAt(column.validity, row)) {
        this.#counting = false;
        continue;
      }
      const value = values[row]!;
      if (this.#counting) {
        if (this.#previous !== null && value !== this.#previous + 1n) this.#counting = false;
        this.#previous = value;
      }
      const low = words[row * 2]!;
      const high = words[row * 2 + 1]!;
      if (this.#uniqueness.open) this.#uniqueness.add(low, high);
      if (this.#sample.count(value)) continue;
      this.#sample.add(value, mixWords(low, high));
      if (this.#min === null || value < this.#min) this.#min = value;
      if (this.#max === null || value > this.#max) this.#max = value;
    }
  }

  finish(): ProfileParts {
    return {
      ...this.#sample.distinct(),
      unique: this.#uniqueness.answer(),
      numbers: {
        min: Number(this.#min ?? 0n),
        max: Number(this.#max ?? 0n),
        decimals: 0,
        counting: this.#counting,
        values: this.#sample.values(),
      },
    };
  }
}
