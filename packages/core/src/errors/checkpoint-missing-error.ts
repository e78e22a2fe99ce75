import { CvdError } from './cvd-error.js';

/** A fit was to go on from a checkpoint, and there is none. */
export class CheckpointMissingError extends CvdError {
  static override readonly code = 'CVD_CHECKPOINT_MISSING';

  constructor(
    /** Where it was looked for. */
    readonly place: string,
  ) {
    super(
      `There is no checkpoint in ${place} to go on from. Correct the place, or begin anew; resume: 'if-present' does either.`,
    );
  }
}
