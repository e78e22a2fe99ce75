import { gatherRows, type RandomSource, type Table } from '@cvd/core';
import { drawnRows, shuffledRows } from '../seeded-rows.js';
import { type AttackTables, FEWEST_TARGETS } from './attack-tables.js';

/** Rows to attack: those that the worst variant is chosen on, and others that its rate comes from. */
export interface Targets {
  readonly choose: Table;
  readonly measure: Table;
}

/** Two disjoint halves of at most `count` rows drawn without replacement. */
const drawTargets = (table: Table, count: number, random: RandomSource): Targets => {
  const drawn = drawnRows(table.rows, count, random);
  const order = shuffledRows(drawn.length, random.child('halves')).map((at) => drawn[at]!);
  const half = Math.floor(order.length / 2);
  return { choose: gatherRows(table, order.subarray(0, half)), measure: gatherRows(table, order.subarray(half)) };
};

/** Targets among the training rows and in the holdout; null where a half would have too few. */
export const drawBothTargets = (
  { training, holdout }: AttackTables,
  count: number,
  random: RandomSource,
): { readonly training: Targets; readonly holdout: Targets } | null => {
  const drawn = {
    training: drawTargets(training, count, random.child('training')),
    holdout: drawTargets(holdout, count, random.child('holdout')),
  };
  return Math.min(drawn.training.choose.rows, drawn.holdout.choose.rows) < FEWEST_TARGETS ? null : drawn;
};

/** Names in a random order, split in two; the first part has ⌈n/2⌉. */
export const randomHalves = (
  names: readonly string[],
  random: RandomSource,
): readonly [readonly string[], readonly string[]] => {
  const order = Array.from(shuffledRows(names.length, random), (at) => names[at]!);
  const half = Math.ceil(order.length / 2);
  return [order.slice(0, half), order.slice(half)];
};
