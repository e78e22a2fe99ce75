import { KeySet } from './key-set.js';

/** Values followed at most, 128 MiB of keys; a column that is unique that far is left undecided. */
const followedLimit = 4_000_000;

/** Whether values repeat. Memory is freed at the first repetition, so that only true keys are ever held. */
export class Uniqueness {
  #keys: KeySet | null = new KeySet();
  #unique: boolean | null = true;

  /** Whether more values can change the answer. */
  get open(): boolean {
    return this.#keys !== null;
  }

  /** @param low - and `high`: the value's bits or its 64-bit hash */
  add(low: number, high: number): void {
    if (!this.#keys) return;
    if (!this.#keys.add(low, high)) this.#close(false);
    else if (this.#keys.size > followedLimit) this.#close(null);
  }

  repeated(): void {
    this.#close(false);
  }

  /** Stops following: the answer is not needed. */
  giveUp(): void {
    if (this.#keys) this.#close(null);
  }

  answer(): boolean | null {
    return this.#unique;
  }

  #close(answer: boolean | null): void {
    this.#unique = answer;
    this.#keys = null;
  }
}
