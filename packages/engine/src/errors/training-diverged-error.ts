import { CvdError } from '@cvd/core';

/** A training went astray twice: losses or weights that are no numbers or beyond all bounds. */
export class TrainingDivergedError extends CvdError {
  static override readonly code = 'CVD_TRAINING_DIVERGED';

  constructor(
    /** The step at which it did for the second time, counted from 0. */
    readonly step: number,
    /** Epoch of that step, counted from 1. */
    readonly epoch: number,
    /** What went astray: the loss with its value, or the weights. */
    readonly problem: string,
    /** Mean losses of the epochs before, by name. */
    readonly losses: Readonly<Record<string, readonly number[]>>,
  ) {
    super(
      `The training diverged in epoch ${epoch} (step ${step}: ${problem}), also at half the learning rate. Lower the learning rates, or look for values in the table that are far from all others.`,
    );
  }
}
