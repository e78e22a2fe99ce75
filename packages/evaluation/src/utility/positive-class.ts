import { type Column, cellAt } from '@cvd/core';
import type { ClassTarget } from '../learners/target.js';

/** The class that F1 is of. */
export interface PositiveClass {
  readonly code: number;
  /** Its value as text. */
  readonly text: string;
}

/**
 * Of a target that has two classes in the real rows the rarer one in the training rows (of equally frequent ones the one
 * met first); null for any other number of classes.
 * @param real - the target of the training rows and of the holdout, −1 where it is missing, with their columns
 */
export const positiveClass = (
  train: { readonly target: ClassTarget; readonly column: Column },
  holdout: { readonly target: ClassTarget; readonly column: Column },
): PositiveClass | null => {
  const classes = new Map<number, { count: number; readonly text: string }>();
  for (const { target, column } of [train, holdout]) {
    for (const [row, code] of target.codes.entries()) {
      if (code < 0) continue;
      const known = classes.get(code) ?? { count: 0, text: String(cellAt(column, row)) };
      if (target === train.target) known.count++;
      classes.set(code, known);
    }
  }
  const [first, second] = classes;
  if (classes.size !== 2 || !first || !second) return null;
  const [code, { text }] = second[1].count < first[1].count ? second : first;
  return { code, text };
};
