import { bitAt } from '../../table/bits.js';
import type { Float64Column } from '../../table/column.js';
import { DecimalCounter } from '../../transformers/numerical/decimals.js';
import type { ProfileParts, ValueProfiler } from './column-profiler.js';
import { DistinctSample } from './distinct-sample.js';
import { mixWords } from './hash.js';
import { Uniqueness } from './uniqueness.js';

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

/** Columns of 64-bit floats. */
export class NumberProfiler implements ValueProfiler<Float64Column> {
  readonly #sample = new DistinctSample<number>();
  readonly #decimals = new DecimalCounter();
  readonly #uniqueness = new Uniqueness();
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  #whole = true;
  #counting = true;
  #previous = Number.NaN;

  add(column: Float64Column): void {
    for (let row = 0; row < column.length; row++) {
      if (column.validity !== null && !bitAt(column.validity, row)) this.#counting = false;
      else this.#value(column.values[row]! + 0);
    }
  }

  #value(value: number): void {
    if (this.#counting) {
      if (value !== this.#previous + 1 && !Number.isNaN(this.#previous)) this.#counting = false;
      this.#previous = value;
    }
    const known = this.#sample.count(value);
    if (known && !this.#uniqueness.open) return;
    float[0] = value;
    const low = words[0]!;
    const high = words[1]!;
    if (this.#uniqueness.open) this.#uniqueness.add(low, high);
    if (known) return;
    this.#sample.add(value, mixWords(low, high));
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
    this.#decimals.add(value);
    if (this.#whole && !Number.isInteger(value)) {
      this.#whole = false;
      this.#uniqueness.giveUp();
    }
  }

  finish(): ProfileParts {
    return {
      ...this.#sample.distinct(),
      unique: this.#whole ? this.#uniqueness.answer() : null,
      numbers: {
        min: this.#min,
        max: this.#max,
        decimals: this.#whole ? 0 : this.#decimals.finish(),
        counting: this.#counting,
        values: this.#sample.values(),
      },
    };
  }
}
