import type { MethodFitContext, SavedMethod } from '@cvd/core';

/** What the loop needs of its surroundings: the context of a method's `fit` has all of it but `resume`. */
export interface TrainingHooks
  extends Pick<MethodFitContext<unknown>, 'checkpoint' | 'pause' | 'keep' | 'loss' | 'warn' | 'detail' | 'deadline'> {
  /** The training part of a checkpoint, as {@link train} gave it to `keep`; null for a fresh start. See `withTraining`, `trainingOf`. */
  readonly resume: SavedMethod | null;
  /** Milliseconds; a test's own clock. @default performance.now */
  readonly now?: () => number;
}

/** How a training went. */
export interface TrainingResult {
  /** Whole epochs trained. */
  readonly epochs: number;
  readonly steps: number;
  readonly endedBy: 'epochs' | 'early-stopping' | 'time-limit';
  /** The epoch (counted from 1) whose weights were kept, with early stopping; null else. */
  readonly bestEpoch: number | null;
  /** Means of the last whole epoch, by name; none of a training that ended before. */
  readonly losses: Readonly<Record<string, number>>;
}
