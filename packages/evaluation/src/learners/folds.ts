import { createRandomSource } from '@cvd/core';
import { shuffledRows } from '../seeded-rows.js';
import { type ClassTarget, classCounts } from './target.js';

/** Rows to learn from and rows to be judged, both ascending. */
export interface Fold {
  readonly learn: Int32Array;
  readonly judge: Int32Array;
}

/**
 * Parts the rows in `count` folds, each class dealt out evenly (counts of a class differ by one at most), at random by
 * the seed. Every row is judged once.
 */
export const stratifiedFolds = (target: ClassTarget, count: number, seed: number): readonly Fold[] => {
  const { codes } = target;
  const dealt = classCounts(target).fill(0);
  const foldOf = new Int32Array(codes.length);
  for (const row of shuffledRows(codes.length, createRandomSource(seed).child('folds')))
    foldOf[row] = dealt[codes[row]!]!++ % count;
  const rows = Int32Array.from(codes, (_, row) => row);
  return Array.from({ length: count }, (_, fold) => ({
    learn: rows.filter((row) => foldOf[row] !== fold),
    judge: rows.filter((row) => foldOf[row] === fold),
  }));
};
