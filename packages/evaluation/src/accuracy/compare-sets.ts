import { countedScore } from '../bootstrap/counted-score.js';
import { BLOCK, type RowWeights } from '../bootstrap/row-weights.js';
import { cellDistance, cellsInto, cellsOf, countCells } from './cells.js';
import type { BinnedColumn } from './column-bins.js';
import type { ColumnSet } from './column-sets.js';

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
export type CompareSet = (set: ColumnSet, weights: RowWeights | null) => SetDistance;

/** Distances of the real cells to each resample of the synthetic rows. */
const resampledDistances = (real: Int32Array, realRows: number, rowCells: Uint16Array, weights: RowWeights) => {
  const score = countedScore(Int32Array.from(rowCells), real.length, (counts) =>
    cellDistance(real, realRows, counts, weights.rows),
  );
  const distances = new Float64Array(weights.resamples);
  for (let block = 0; block * BLOCK < distances.length; block++)
    score(weights, block, distances.subarray(block * BLOCK, (block + 1) * BLOCK));
  return distances;
};

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
      resampled: weights && resampledDistances(counts, real, syntheticCells, weights),
    };
  };
};
