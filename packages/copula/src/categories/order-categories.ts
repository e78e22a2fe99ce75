import type { ScoreProducts } from '../latent/score-products.js';
import { stepsOf } from '../latent/steps.js';
import { square } from '../values/weighted-moments.js';
import type { AssociationTables } from './association-tables.js';
import { categoryEffects } from './category-effects.js';
import { principalScores } from './principal-scores.js';

/** A nominal column and the rows of each of its categories. */
interface NominalColumn {
  readonly column: number;
  readonly counts: Float64Array;
}

/** Sweeps over the nominal columns; orders settle in two to four. */
const MAX_SWEEPS = 8;

/** Normal scores by code of categories that stand in the given order. */
export const scoresInOrder = (counts: Float64Array, order: Int32Array): Float64Array => {
  const { scores } = stepsOf(Float64Array.from(order, (code) => counts[code]!));
  const out = new Float64Array(counts.length);
  order.forEach((code, k) => {
    out[code] = scores[k]!;
  });
  return out;
};

/**
 * Finds an order for the categories of columns that have none: that of the first principal component of the category means
 * of all other columns' normal scores, each column's part weighted by the variance it explains. Other nominal columns
 * take part with the scores of their own order, so the columns are gone over in turn until no order changes.
 * @param scored - columns that have scores from the start
 * @returns codes in order, for each nominal column
 */
export const orderCategories = (
  nominal: readonly NominalColumn[],
  scored: readonly number[],
  tables: AssociationTables,
  products: ScoreProducts,
): Int32Array[] => {
  const orders = nominal.map(({ counts }) => Int32Array.from(counts, (_, code) => code));
  const scores: (Float64Array | null)[] = nominal.map(() => null);
  const fromScored = nominal.map(({ column, counts }) =>
    scored.map((s) => {
      const { mean, variance } = products.moments(s);
      return categoryEffects(tables.presence(column, s) ?? counts, tables.sums(column, s), mean, variance);
    }),
  );
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let changed = false;
    nominal.forEach(({ column, counts }, i) => {
      const fromNominal = nominal.flatMap((other, j) => {
        const others = j === i ? null : scores[j];
        const sums = others && tables.nominalSums(column, other.column, others);
        if (!others || !sums) return [];
        const rows = other.counts.reduce((sum, count) => sum + count, 0);
        const mean = other.counts.reduce((sum, count, l) => sum + count * others[l]!, 0) / rows;
        const squares = other.counts.reduce((sum, count, l) => sum + count * square(others[l]!), 0) / rows;
        return [categoryEffects(counts, sums, mean, squares - mean * mean)];
      });
      const parts = [...fromScored[i]!, ...fromNominal].filter(({ between }) => between > 0);
      const component = principalScores(
        parts.map(({ effects, between }) => weighted(effects, between)),
        counts,
      );
      const order = Int32Array.from(counts, (_, code) => code).sort((a, b) => component[a]! - component[b]! || a - b);
      if (scores[i] && order.every((code, k) => code === orders[i]![k])) return;
      orders[i] = order;
      scores[i] = scoresInOrder(counts, order);
      changed = true;
    });
    if (!changed) break;
  }
  return orders;
};

/** Strong relations decide: weighted by the explained variance, a column that determines this one outweighs many weak ones. */
const weighted = (effects: Float64Array, between: number): Float64Array => effects.map((effect) => effect * between);
