/** Distinct values a dictionary may hold before the next batch starts one of its own: it bounds a stream's memory. */
export const dictionaryLimit = 50_000;

/**
 * Hands out an immutable copy of a dictionary that keeps growing. The same array comes back as long as nothing was
 * added, and a later copy begins with the entries of an earlier one, so codes keep their meaning from batch to batch.
 */
export class DictionarySnapshot {
  #last: readonly string[] = [];

  of(entries: readonly string[]): readonly string[] {
    if (this.#last.length !== entries.length) this.#last = entries.slice();
    return this.#last;
  }

  reset(): void {
    this.#last = [];
  }
}
