import type { Table } from '@cvd/core';
import type { WatchOptions } from '../checkpoint.js';
import type { LearnerScores } from './utility-scores.js';

export interface UtilityTables {
  /** Real rows that the generator was fitted on. */
  readonly train: Table;
  readonly synthetic: Table;
  /** Real rows that it has not seen. */
  readonly holdout: Table;
  /** More tables to learn from, such as baselines, by name. */
  readonly others?: Readonly<Record<string, Table>> | undefined;
}

export interface UtilityOptions extends WatchOptions {
  /** Seed of the rows that are learned from. @default 0 */
  readonly seed?: number | undefined;
  /** Most rows learned from. @default 50,000 */
  readonly maxRows?: number | undefined;
  /** How often holdout rows are drawn for the intervals, 20 or more. @default 200 */
  readonly resamples?: number | undefined;
  /** Of the intervals, between 0 and 1. @default .95 */
  readonly confidence?: number | undefined;
}

/** What synthetic rows are worth to those who learn from them. Plain JSON. */
export interface UtilityResult {
  readonly target: string;
  readonly task: 'classification' | 'regression';
  /** Trained on synthetic rows, tested on the holdout. */
  readonly tstr: LearnerScores;
  /** Trained on real rows, tested on the holdout: what the same number of real rows is worth. */
  readonly trtr: LearnerScores;
  /** Trained on each of the other tables, tested on the holdout; absent without any. */
  readonly others?: Readonly<Record<string, LearnerScores>>;
  /** Rows learned from, the same number of both kinds, and rows tested on. */
  readonly rows: { readonly learned: number; readonly tested: number };
  /** Rows left out because they have no target. */
  readonly withoutTarget: { readonly train: number; readonly synthetic: number; readonly holdout: number };
  /** Of two classes in the real rows the one that F1 is of: the rarer one among the training rows; else null. */
  readonly positiveClass: string | null;
  /** Columns without a value in any of the tables, which were left out. */
  readonly emptyColumns: readonly string[];
  readonly seed: number;
}
