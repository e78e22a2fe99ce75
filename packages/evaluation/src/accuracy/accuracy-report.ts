import { notComputable } from '../figures/figure.js';
import type { AccuracyFigure, BinnedAccuracy, ColumnAccuracy } from './accuracy-result.js';
import { type BinnedOrNot, isBinned } from './binned-columns.js';
import { MAX_BINS } from './column-bins.js';
import type { SetDistance } from './compare-sets.js';
import { meanFigure } from './mean-figure.js';
import type { MeasuredSets } from './measure-sets.js';

const NO_ROWS = 'a table has no rows';
const NOT_DRAWN = 'it is in none of those that were drawn';

/** Sets by each of the columns that they hold. */
const byColumn = (sets: readonly SetDistance[]): ReadonlyMap<number, readonly SetDistance[]> => {
  const groups = new Map<number, SetDistance[]>();
  for (const each of sets)
    for (const column of each.set) {
      const group = groups.get(column);
      if (group) group.push(each);
      else groups.set(column, [each]);
    }
  return groups;
};

/** Why there is no mean. */
const reasons = (rows: boolean, usable: number) => {
  const tooFew = (least: string): string =>
    rows ? `it takes ${least} that can be compared, and there ${usable === 1 ? 'is' : 'are'} ${usable}` : NO_ROWS;
  return { single: tooFew('a column'), pairs: tooFew('two columns'), triples: tooFew('three columns') };
};

interface Parts {
  readonly columns: readonly BinnedOrNot[];
  readonly single: MeasuredSets;
  readonly pairs: MeasuredSets;
  readonly triples: MeasuredSets;
  /** Whether both tables have rows. */
  readonly rows: boolean;
  readonly seed: number;
}

/** Means over all sets, and over those of each column. */
export const accuracyReport = ({ columns, single, pairs, triples, rows, seed }: Parts): BinnedAccuracy => {
  const binned = columns.filter(isBinned);
  const because = reasons(rows, binned.length);
  const [pairsOf, triplesOf] = [byColumn(pairs.distances), byColumn(triples.distances)];
  const mean = (sets: MeasuredSets, kind: keyof typeof because): AccuracyFigure =>
    meanFigure(sets.distances, because[kind], sets.intervalOf);
  const ofColumn = (column: BinnedOrNot): ColumnAccuracy => {
    if (!isBinned(column)) {
      const figure = notComputable(column.because);
      return { column: column.name, univariate: figure, bivariate: figure, trivariate: figure };
    }
    const index = binned.indexOf(column);
    const together = (sets: ReadonlyMap<number, readonly SetDistance[]>, kind: 'pairs' | 'triples'): AccuracyFigure =>
      meanFigure(sets.get(index) ?? [], sets.size > 0 ? NOT_DRAWN : because[kind]);
    return {
      column: column.name,
      univariate: meanFigure(single.distances.slice(index, index + 1), because.single, single.intervalOf),
      bivariate: together(pairsOf, 'pairs'),
      trivariate: together(triplesOf, 'triples'),
    };
  };
  return {
    overall: {
      univariate: mean(single, 'single'),
      bivariate: mean(pairs, 'pairs'),
      trivariate: mean(triples, 'triples'),
    },
    columns: columns.map(ofColumn),
    bins: MAX_BINS,
    pairs: pairs.distances.length,
    triples: triples.distances.length,
    seed,
  };
};
