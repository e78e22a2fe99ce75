import { TransformError } from '../../errors/transform-error.js';
import type { ColumnMetadata } from '../../metadata/metadata.js';
import type { Warning } from '../../synthesizer/fit-report.js';
import type { Column } from '../../table/column.js';
import type { Category } from './category-set.js';

/** Whether the metadata gives the categories an order. */
export const isOrdered = ({ order, order_by }: ColumnMetadata): boolean =>
  order !== undefined || order_by !== undefined;

const ascending = <T extends number | bigint>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** Order of Unicode code points, the same on every machine. */
const alphabetical = (a: Category, b: Category): number => {
  const left = Array.from(String(a), (character) => character.codePointAt(0)!);
  const right = Array.from(String(b), (character) => character.codePointAt(0)!);
  for (let i = 0; i < Math.min(left.length, right.length); i++) if (left[i] !== right[i]) return left[i]! - right[i]!;
  return left.length - right.length;
};

const numerically = (column: string, categories: readonly Category[]): number[] => {
  const value = categories.map((category) => (category === '' ? Number.NaN : Number(category)));
  if (value.some(Number.isNaN))
    throw new TransformError(
      column,
      null,
      'the metadata orders its categories by numerical value, and some are no numbers; correct order_by',
    );
  return categories.map((_, i) => i).sort((a, b) => ascending(value[a]!, value[b]!) || a - b);
};

/**
 * The order in which categories get their codes: the metadata's, else false before true, else first appearance.
 * @param categories - in order of first appearance
 * @returns indices into `categories`
 */
export const categoryOrder = (
  column: string,
  { order, order_by }: ColumnMetadata,
  type: Column['type'],
  categories: readonly Category[],
  warn: (warning: Warning) => void,
): number[] => {
  const indices = categories.map((_, i) => i);
  if (order !== undefined) {
    const comparable = (category: Category): Category => (typeof category === 'bigint' ? Number(category) : category);
    const rank = new Map(order.map((category, i) => [category as Category, i]));
    const outside = categories.filter((category) => !rank.has(comparable(category))).length;
    if (outside > 0)
      warn({
        code: 'categories-outside-order',
        column,
        message: `"${column}" has ${outside} ${outside === 1 ? 'category' : 'categories'} that the order in the metadata does not name; sorted last.`,
      });
    const rankOf = (i: number): number => rank.get(comparable(categories[i]!)) ?? order.length;
    return indices.sort((a, b) => rankOf(a) - rankOf(b) || a - b);
  }
  if (order_by === 'numerical_value') return numerically(column, categories);
  if (order_by === 'alphabetical') return indices.sort((a, b) => alphabetical(categories[a]!, categories[b]!));
  if (type === 'bool') return indices.sort((a, b) => Number(categories[a]) - Number(categories[b]));
  return indices;
};
