import { CvdError } from '@cvd/core';

/** A fit was interrupted that has left a checkpoint. */
export class InterruptedFitError extends CvdError {
  static override readonly code = 'CVD_ABORTED';

  constructor(
    /** The folder of the checkpoint. */
    readonly folder: string,
    cause: unknown,
  ) {
    super(
      `Interrupted; the last checkpoint is in ${folder}. The same command with --resume goes on from it and ends in the same model.`,
      { cause },
    );
  }
}
