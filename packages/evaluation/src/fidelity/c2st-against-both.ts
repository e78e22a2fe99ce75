import type { Table } from '@cvd/core';
import type { WatchOptions } from '../checkpoint.js';
import { createStages } from '../stages.js';
import type { MetadataInput } from '../table-metadata.js';
import { type C2stOptions, type C2stResult, c2st, MAX_C2ST_ROWS } from './c2st.js';

export interface C2stTables {
  /** Real rows that the generator was fitted on. */
  readonly train: Table;
  readonly synthetic: Table;
  /** Real rows that it has not seen. */
  readonly holdout?: Table | undefined;
}

/** Plain JSON. */
export interface C2stAgainstBoth {
  /** The figure to read: against the holdout, or against the training rows where there is none. */
  readonly c2st: C2stResult;
  readonly against: 'holdout' | 'train';
  /** Against the training rows; far below the other one it speaks of copies. */
  readonly c2stTrain: C2stResult;
}

/**
 * {@link c2st} against rows that the generator has not seen and against those that it has, with the same number of rows
 * of each table, so that the two can be compared.
 * @throws the same errors
 */
export const c2stAgainstBoth = async (
  { train, synthetic, holdout }: C2stTables,
  metadata: MetadataInput,
  { maxRows = MAX_C2ST_ROWS, signal, onProgress, ...options }: C2stOptions = {},
): Promise<C2stAgainstBoth> => {
  const rows = Math.min(maxRows, train.rows, synthetic.rows, holdout?.rows ?? Number.POSITIVE_INFINITY);
  const stages = createStages({ train: 1, holdout: holdout ? 1 : 0 }, { signal, onProgress });
  const test = (real: Table, stage: WatchOptions): Promise<C2stResult> =>
    // A table without rows has no valid limit; c2st says what it lacks.
    c2st(real, synthetic, metadata, { ...options, maxRows: Math.max(1, rows), ...stage });
  const c2stTrain = await test(train, stages.train);
  if (!holdout) return { c2st: c2stTrain, against: 'train', c2stTrain };
  return { c2st: await test(holdout, stages.holdout), against: 'holdout', c2stTrain };
};
