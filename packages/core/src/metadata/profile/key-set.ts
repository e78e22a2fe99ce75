import { mixWords } from './hash.js';

const initialSlots = 1 << 10;

/**
 * A set of 64-bit keys, 16 bytes to 32 bytes a key. Numbers are kept by their bits and so compared exactly; texts by a
 * 64-bit hash, so that among ten million distinct texts the chance of one false match is 3 in a million.
 */
export class KeySet {
  #words = new Uint32Array(initialSlots * 2);
  #mask = initialSlots - 1;
  #size = 0;
  #hasZero = false;

  get size(): number {
    return this.#size;
  }

  /** Whether the key was new. */
  add(low: number, high: number): boolean {
    if (low === 0 && high === 0) {
      if (this.#hasZero) return false;
      this.#hasZero = true;
      this.#size++;
      return true;
    }
    if (this.#size * 2 > this.#mask) this.#grow();
    if (!this.#insert(low, high)) return false;
    this.#size++;
    return true;
  }

  #insert(low: number, high: number): boolean {
    const words = this.#words;
    for (let slot = mixWords(low, high) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const a = words[slot * 2]!;
      const b = words[slot * 2 + 1]!;
      if (a === low && b === high) return false;
      if (a === 0 && b === 0) {
        words[slot * 2] = low;
        words[slot * 2 + 1] = high;
        return true;
      }
    }
  }

  #grow(): void {
    const old = this.#words;
    this.#words = new Uint32Array(old.length * 2);
    this.#mask = old.length - 1;
    for (let i = 0; i < old.length; i += 2) if (old[i] !== 0 || old[i + 1] !== 0) this.#insert(old[i]!, old[i + 1]!);
  }
}
