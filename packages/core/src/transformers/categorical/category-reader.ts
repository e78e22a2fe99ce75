import { bitAt } from '../../table/bits.js';
import type { Column } from '../../table/column.js';
import { isMissing } from '../missing.js';
import type { Category } from './category-set.js';

const categoryAt = (column: Column, row: number): Category => {
  switch (column.type) {
    case 'utf8':
      return column.dictionary[column.codes[row]!]!;
    case 'bool':
      return bitAt(column.values, row);
    default:
      return column.values[row]!;
  }
};

/**
 * Reads the rows of a column as indices of categories: each distinct value (each dictionary entry of a text column) is
 * looked up once as long as the dictionary stays the same.
 */
export class CategoryReader {
  #dictionary: readonly string[] | null = null;
  #known = new Int32Array(0);

  /** Forgets what was looked up, for when indices change. */
  reset(): void {
    this.#dictionary = null;
  }

  /**
   * @param look - index of a category, at least 0
   * @param visit - called with (row, index), or with index −1 where the value is missing
   */
  read(column: Column, look: (category: Category) => number, visit: (row: number, index: number) => void): void {
    if (column.type !== 'utf8') {
      for (let row = 0; row < column.length; row++)
        visit(row, isMissing(column, row) ? -1 : look(categoryAt(column, row)));
      return;
    }
    const { codes, dictionary, validity } = column;
    if (dictionary !== this.#dictionary) {
      this.#dictionary = dictionary;
      this.#known = new Int32Array(dictionary.length).fill(-1);
    }
    const known = this.#known;
    for (let row = 0; row < column.length; row++) {
      if (validity !== null && !bitAt(validity, row)) {
        visit(row, -1);
        continue;
      }
      const code = codes[row]!;
      let index = known[code]!;
      if (index === -1) {
        index = look(dictionary[code]!);
        known[code] = index;
      }
      visit(row, index);
    }
  }
}
