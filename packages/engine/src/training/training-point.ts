import type { Snapshot } from './trainable.js';

/** The best quality seen so far. */
export interface Best {
  /** Counted from 1. */
  readonly epoch: number;
  readonly quality: number;
  readonly weights: Snapshot;
}

/** Everything the rest of a training depends on, at one step. */
export interface TrainingPoint {
  /** The step that comes next. */
  readonly step: number;
  readonly model: Snapshot;
  /** Averaged weights; null without averaging. */
  readonly average: Snapshot | null;
  /** Means of the epochs that are done, by name. */
  readonly losses: Readonly<Record<string, readonly number[]>>;
  /** Sums over the steps of the epoch that is not done. */
  readonly sums: Readonly<Record<string, number>>;
  readonly best: Best | null;
  /** Every look at the quality; null where it was no number. */
  readonly qualities: readonly { readonly epoch: number; readonly quality: number | null }[];
  /** Looks since the best one. */
  readonly waited: number;
}

/** What a checkpoint holds of a training. */
export interface TrainingState {
  readonly now: TrainingPoint;
  /** Where a diverging training goes back to; null once it has. */
  readonly recovery: TrainingPoint | null;
  /** The step at which the training diverged for the first time; null where it did not. */
  readonly divergedAt: number | null;
}
