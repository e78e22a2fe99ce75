import { PrioritySample } from './priority-sample.js';
import { countSorted, type SortedCounts } from './sorted-counts.js';
import { ValueTable } from './value-table.js';

/** Rows that are given in random order as well, for comparisons that keep some aside. */
const SHUFFLED = 20_000;

/** What one pass learns of a numeric column. */
export interface CollectedValues {
  /** All distinct values with their counts, or those of the sample. */
  readonly counts: SortedCounts;
  /** Whether the counts are of a sample of the rows. */
  readonly sampled: boolean;
  /** Values of at most {@link SHUFFLED} rows in random order. */
  readonly shuffled: Float64Array;
  readonly present: number;
  readonly missing: number;
}

/**
 * Gathers one numeric column: exact counts while there are at most `limit` distinct values, else those of `limit` rows
 * drawn by their priorities. Memory is bounded by `limit`, whatever the rows.
 */
export class ValueCollector {
  readonly #sample: PrioritySample;
  #table: ValueTable | null = new ValueTable();
  #present = 0;
  #missing = 0;

  constructor(readonly limit: number) {
    this.#sample = new PrioritySample(limit);
  }

  /** @param priorities - random words of the same rows, a function of the row index alone */
  add(values: Float64Array, priorities: Uint32Array, rows: number): void {
    const table = this.#table;
    let missing = 0;
    for (let i = 0; i < rows; i++) {
      const value = values[i]!;
      if (Number.isNaN(value)) {
        missing++;
        continue;
      }
      this.#sample.add(value, priorities[i]!);
      table?.add(value);
    }
    this.#missing += missing;
    this.#present += rows - missing;
    if (table && table.size > this.limit) this.#table = null;
  }

  finish(): CollectedValues {
    const shuffled = this.#sample.lowest(SHUFFLED);
    const counts = this.#table?.sorted() ?? countSorted(this.#sample.values().sort());
    return { counts, sampled: this.#table === null, shuffled, present: this.#present, missing: this.#missing };
  }
}
