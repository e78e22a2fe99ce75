import { kthSmallest } from './kth-smallest.js';

/** More than twice any capacity. */
const PLACES = 2 ** 21;

/**
 * The k values whose rows have the lowest priorities: a simple random sample without replacement that depends on the
 * rows' priorities alone, not on batches. Ties go to the earlier row. Memory 2k values.
 * `capacity` is at most 1,000,000.
 * Source: "bottom-k" sampling, Cohen and Kaplan, "Summarizing data using bottom-k sketches", PODC 2007.
 */
export class PrioritySample {
  #values: Float64Array;
  #priorities: Uint32Array;
  #size = 0;
  /** Priorities from here on are not taken any more. */
  #limit = 2 ** 32;

  constructor(readonly capacity: number) {
    const room = Math.min(2 * capacity, 4096);
    this.#values = new Float64Array(room);
    this.#priorities = new Uint32Array(room);
  }

  add(value: number, priority: number): void {
    if (priority >= this.#limit) return;
    if (this.#size === this.#values.length) this.#makeRoom();
    if (priority >= this.#limit) return;
    this.#values[this.#size] = value;
    this.#priorities[this.#size++] = priority;
  }

  /** The values of the whole sample, in row order. */
  values(): Float64Array {
    if (this.#size > this.capacity) this.#keepLowest();
    return this.#values.slice(0, this.#size);
  }

  /** The values with the `count` lowest priorities, or all there are, by rising priority: rows in random order. */
  lowest(count: number): Float64Array {
    const wanted = Math.min(count, this.#size);
    if (wanted === 0) return new Float64Array(0);
    const limit = kthSmallest(this.#priorities, this.#size, wanted - 1);
    // Priority and place in one number, exact below 2^53, because sorting numbers is far faster than sorting by a key.
    const keys: number[] = [];
    for (let i = 0; i < this.#size; i++) {
      if (this.#priorities[i]! <= limit) keys.push(this.#priorities[i]! * PLACES + i);
    }
    return Float64Array.from(keys)
      .sort()
      .subarray(0, wanted)
      .map((key) => this.#values[key % PLACES]!);
  }

  #makeRoom(): void {
    if (this.#size < 2 * this.capacity) {
      const room = Math.min(2 * this.capacity, 4 * this.#size);
      const values = new Float64Array(room);
      const priorities = new Uint32Array(room);
      values.set(this.#values);
      priorities.set(this.#priorities);
      this.#values = values;
      this.#priorities = priorities;
      return;
    }
    this.#keepLowest();
  }

  /** Leaves the first `capacity` in (priority, row) order, in row order. */
  #keepLowest(): void {
    const limit = kthSmallest(this.#priorities, this.#size, this.capacity - 1);
    let atLimit = this.capacity;
    for (let i = 0; i < this.#size; i++) if (this.#priorities[i]! < limit) atLimit--;
    let kept = 0;
    for (let i = 0; i < this.#size; i++) {
      const priority = this.#priorities[i]!;
      if (priority > limit || (priority === limit && atLimit-- <= 0)) continue;
      this.#values[kept] = this.#values[i]!;
      this.#priorities[kept++] = priority;
    }
    this.#size = kept;
    this.#limit = limit;
  }
}
