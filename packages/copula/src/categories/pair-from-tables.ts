import type { PairSums } from '../latent/pair-sums.js';
import type { ScoreProducts } from '../latent/score-products.js';
import type { AssociationTables } from './association-tables.js';

/** Rows and final scores by code of a nominal column. */
interface ScoredCategories {
  readonly counts: Float64Array;
  readonly scores: Float64Array;
}

/** Product sums of any two columns, where nominal columns got their scores after the pass: taken from the tables. */
export const pairFromTables = (
  products: ScoreProducts,
  tables: AssociationTables,
  nominal: ReadonlyMap<number, ScoredCategories>,
): ((a: number, b: number) => PairSums) => {
  const nominalWithScored = (a: number, b: number): PairSums => {
    const { counts, scores } = nominal.get(a)!;
    const rows = tables.presence(a, b) ?? counts;
    return {
      ...sumsOver(rows, scores),
      ...products.own(b),
      ab: inner(tables.sums(a, b), scores),
    };
  };
  const nominalWithNominal = (a: number, b: number): PairSums => {
    const first = nominal.get(a)!;
    const second = nominal.get(b)!;
    const { a: sumB, aa: squaresB } = sumsOver(second.counts, second.scores);
    return {
      ...sumsOver(first.counts, first.scores),
      b: sumB,
      bb: squaresB,
      ab: inner(tables.nominalSums(a, b, second.scores)!, first.scores),
    };
  };
  return (a, b) => {
    if (nominal.has(a)) return nominal.has(b) ? nominalWithNominal(a, b) : nominalWithScored(a, b);
    return nominal.has(b) ? nominalWithScored(b, a) : products.pair(a, b);
  };
};

const inner = (x: Float64Array, y: Float64Array): number => x.reduce((sum, value, k) => sum + value * y[k]!, 0);

const sumsOver = (rows: Float64Array, scores: Float64Array): { rows: number; a: number; aa: number } => ({
  rows: rows.reduce((sum, n) => sum + n, 0),
  a: inner(rows, scores),
  aa: rows.reduce((sum, n, k) => sum + n * scores[k]! * scores[k]!, 0),
});
