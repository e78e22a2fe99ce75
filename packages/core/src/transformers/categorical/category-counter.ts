import type { Column } from '../../table/column.js';
import { CategoryReader } from './category-reader.js';
import type { Category } from './category-set.js';

/** Counts distinct values in order of first appearance, piece by piece, and missing ones. */
export class CategoryCounter {
  readonly values: Category[] = [];
  readonly counts: number[] = [];
  rows = 0;
  missing = 0;
  readonly #index = new Map<Category, number>();
  readonly #reader = new CategoryReader();

  add(column: Column): void {
    this.rows += column.length;
    this.#reader.read(
      column,
      (category) => {
        const known = this.#index.get(category);
        if (known !== undefined) return known;
        const added = this.values.push(category) - 1;
        this.counts.push(0);
        this.#index.set(category, added);
        return added;
      },
      (_, index) => {
        if (index === -1) this.missing++;
        else this.counts[index]!++;
      },
    );
  }
}
