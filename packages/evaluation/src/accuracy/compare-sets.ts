import { cellDistance, cellsInto, cellsOf, countCells } from './cells.js';
import type { BinnedColumn } from './column-bins.js';
import type { ColumnSet } from './column-sets.js';
import type { ResampleWeights } from './resample-weights.js';
import { resampledDistances } from './resampled-distances.js';

/** What is known of one set of columns; all total variation distances, 0 to 1. */
export interface SetDistance {
  readonly set: ColumnSet;
  readonly distance: number;
  /** What sampling alone does; null where it is not known. */
  readonly noise: number | null;
  /** By resample; null where this set was not resampled. */
  readonly resampled: Float64Array | null;
}

/** @param weights - null = the set is not resampled */
export type CompareSet = (set: ColumnSet, weights: ResampleWeights | null) => SetDistance;

/** Compares sets of these columns one by one. */
export const createComparison = (
  columns: readonly BinnedColumn[],
  { real, synthetic }: { readonly real: number; readonly synthetic: number },
  noiseOf: ((counts: Int32Array) => number) | null,
): CompareSet => {
  const realCells = new Uint16Array(real);
  const syntheticCells = new Uint16Array(synthetic);
  return (set, weights) => {
    const members = set.map((column) => columns[column]!);
    const cells = cellsOf(members);
    cellsInto(realCells, members, 'real');
    cellsInto(syntheticCells, members, 'synthetic');
    const counts = countCells(realCells, cells);
    const distance = cellDistance(counts, real, countCells(syntheticCells, cells), synthetic);
    return {
      set,
      distance,
      noise: noiseOf ? noiseOf(counts) : null,
      resampled:
        weights &&
        resampledDistances(
          Float64Array.from(counts, (count) => count / real),
          syntheticCells,
          weights,
        ),
    };
  };
};
