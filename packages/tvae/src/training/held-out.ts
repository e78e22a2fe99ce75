import type { MethodFitContext, RandomSource } from '@cvd/core';
import type { TvaeOptions } from '../options.js';
import { epochOrder } from './epoch-order.js';

const MOST_ROWS = 2000;
const SHARE = 0.1;
/** Fewer rows than this say nothing about quality. */
const FEWEST_ROWS = 20;

export interface HeldOut {
  /** Rows to learn from, ascending. */
  readonly training: Int32Array;
  /** Rows that the training never sees, ascending; none without early stopping. */
  readonly held: Int32Array;
}

/** Holds out a tenth of the rows, at most 2,000, drawn by the source; none where that would be too few. */
export const holdOut = (random: RandomSource, rows: number): HeldOut => {
  const order = epochOrder(random, 0, rows);
  const share = Math.min(MOST_ROWS, Math.floor(SHARE * rows));
  const count = share < FEWEST_ROWS ? 0 : share;
  return { held: order.slice(0, count).sort(), training: order.slice(count).sort() };
};

/** The rows to learn from, and those that early stopping looks at. */
export const heldOutRows = (
  rows: number,
  { options, random, warn }: Pick<MethodFitContext<TvaeOptions>, 'options' | 'random' | 'warn'>,
): HeldOut => {
  if (!options.earlyStopping)
    return { training: Int32Array.from({ length: rows }, (_, row) => row), held: new Int32Array(0) };
  const all = holdOut(random.child('held-out'), rows);
  if (all.held.length === 0)
    warn({
      code: 'early-stopping-left-out',
      message: `earlyStopping was left out: a tenth of ${rows} rows is too few to measure quality on.`,
    });
  return all;
};
