import { TransformError } from '../../errors/transform-error.js';
import type { Column } from '../../table/column.js';
import type { FittedTransformer, TransformerContext, TransformerFit } from '../transformer.js';
import { CategoryCounter } from './category-counter.js';
import { categoryOrder, isOrdered } from './category-order.js';
import { fittedCategories, fittedMissingOnly } from './fitted-categories.js';

/** Learns categories and how often each is seen, in one pass; text that is no category becomes a pattern at the end. */
export class CategoricalFit implements TransformerFit {
  readonly #context: TransformerContext;
  readonly #counter = new CategoryCounter();
  /** The latest piece, for its type. */
  #last: Column | null = null;

  constructor(context: TransformerContext) {
    this.#context = context;
  }

  add(column: Column): void {
    this.#last = column;
    this.#counter.add(column);
  }

  finish(): FittedTransformer {
    const { column, metadata, settings } = this.#context;
    const { values, counts, rows, missing } = this.#counter;
    const last = this.#last;
    if (last === null || values.length === 0) return fittedMissingOnly(column, last);
    const text = last.type === 'utf8';
    const present = rows - missing;
    if (text && present >= 100 && values.length > present / 2) throw new TransformError(column, null, 'TODO pattern');
    const kept = values.map((_, i) => i).filter((i) => !text || counts[i]! >= settings.rareBelow);
    if (kept.length === 0) throw new TransformError(column, null, 'TODO pattern');
    const lost = values.length - kept.length;
    if (lost > 0) {
      const keptRows = kept.reduce((sum, i) => sum + counts[i]!, 0);
      const lostRows = present - keptRows;
      this.#context.categoriesNotKept({ column, categories: lost, rows: lostRows, share: lostRows / rows });
    }
    const categories = kept.map((i) => values[i]!);
    const order = categoryOrder(column, metadata, last.type, categories, (warning) => this.#context.warn(warning));
    return fittedCategories({
      column,
      type: last.type,
      unit: last.type === 'timestamp' ? last.unit : null,
      timezone: last.type === 'timestamp' ? last.timezone : null,
      values: order.map((i) => categories[i]!),
      counts: Float64Array.from(order, (i) => counts[kept[i]!]!),
      missing: missing > 0,
      ordered: isOrdered(metadata),
      replacement: lost > 0 ? this.#context.random.uint32(0) : null,
    });
  }
}
