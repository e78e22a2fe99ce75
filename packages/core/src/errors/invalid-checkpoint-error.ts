import { CvdError } from './cvd-error.js';

/** Bytes that were kept as a checkpoint are none, or are damaged. */
export class InvalidCheckpointError extends CvdError {
  static override readonly code = 'CVD_INVALID_CHECKPOINT';

  constructor(
    readonly place: string,
    /** What is wrong, without a full stop. */
    readonly problem: string,
    options: { readonly cause?: unknown } = {},
  ) {
    super(`The checkpoint in ${place} cannot be used: ${problem}. Remove it and begin anew.`, options);
  }
}
