import type { SortedCounts } from './sorted-counts.js';

const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);

/** Counts of distinct doubles in an open-addressing hash table; about 20 ns a value. */
export class ValueTable {
  #keys = new Float64Array(1024).fill(NaN);
  #counts = new Float64Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @param value - not NaN */
  add(value: number, count = 1): void {
    const slot = this.#slot(value);
    if (Number.isNaN(this.#keys[slot]!)) {
      this.#keys[slot] = value === 0 ? 0 : value; // -0 and 0 are one value
      this.#size++;
    }
    this.#counts[slot]! += count;
    if (this.#size * 2 > this.#keys.length) this.#grow();
  }

  sorted(): SortedCounts {
    const values = this.#keys.filter((key) => !Number.isNaN(key)).sort();
    const counts = values.map((value) => this.#counts[this.#slot(value)]!);
    return { values, counts, total: counts.reduce((sum, count) => sum + count, 0) };
  }

  /** Where the value stands, or the free slot where it would. */
  #slot(value: number): number {
    const keys = this.#keys;
    const mask = keys.length - 1;
    bits[0] = value === 0 ? 0 : value;
    let slot = Math.imul(words[0]! ^ Math.imul(words[1]!, 0x9e3779b1), 0x85ebca6b);
    slot = (slot ^ (slot >>> 15)) & mask;
    for (let key = keys[slot]!; key !== value && !Number.isNaN(key); key = keys[slot]!) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    const counts = this.#counts;
    this.#keys = new Float64Array(keys.length * 4).fill(NaN);
    this.#counts = new Float64Array(keys.length * 4);
    this.#size = 0;
    for (let slot = 0; slot < keys.length; slot++) {
      const key = keys[slot]!;
      if (!Number.isNaN(key)) this.add(key, counts[slot]!);
    }
  }
}
