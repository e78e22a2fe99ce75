import { createRandomSource } from '@cvd/core';
import { shuffledRows } from '../../seeded-rows.js';
import type { Target } from '../target.js';

/** Rows to learn from and rows to watch the loss on, both ascending. */
export interface ValidationSplit {
  readonly learn: Int32Array;
  readonly watch: Int32Array;
}

/** Keeps a share of the rows, of each class alike, from learning; a class keeps at least one row to learn from. */
export const validationSplit = (target: Target, share: number, seed: number): ValidationSplit => {
  const rows = target.kind === 'classes' ? target.codes.length : target.values.length;
  const order = shuffledRows(rows, createRandomSource(seed).child('validation split'));
  const groups = Array.from({ length: target.kind === 'classes' ? target.size : 1 }, (): number[] => []);
  for (const row of order) groups[target.kind === 'classes' ? target.codes[row]! : 0]!.push(row);
  const watched = groups.map((group) => Math.min(group.length - 1, Math.round(share * group.length)));
  return {
    watch: Int32Array.from(groups.flatMap((group, i) => group.slice(0, Math.max(0, watched[i]!)))).sort(),
    learn: Int32Array.from(groups.flatMap((group, i) => group.slice(Math.max(0, watched[i]!)))).sort(),
  };
};
