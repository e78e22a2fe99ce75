import type { ChangeCounter } from '../transformer.js';
import { CategoryReader } from './category-reader.js';
import type { Category } from './category-set.js';

/** Counts the categories that are not kept, and their rows. */
export const countReplaced = (kept: ReadonlyMap<Category, number>): ChangeCounter => {
  const reader = new CategoryReader();
  const others = new Map<Category, number>();
  let rows = 0;
  const look = (category: Category): number => {
    if (kept.has(category)) return 0;
    if (!others.has(category)) others.set(category, others.size + 1);
    return others.get(category)!;
  };
  return {
    add: (column) =>
      reader.read(column, look, (_, index) => {
        if (index > 0) rows++;
      }),
    finish: () => ({ clipped: null, notKept: rows === 0 ? null : { categories: others.size, rows } }),
  };
};
