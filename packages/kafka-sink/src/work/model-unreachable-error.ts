import { CvdError } from '@cvd/core';

/** A model's address did not answer, or not now. The request stays where it is and is tried again. */
export class ModelUnreachableError extends CvdError {
  static override readonly code = 'CVD_MODEL_UNREACHABLE';

  constructor(
    readonly url: string,
    /** What went wrong, without a full stop. */
    readonly problem: string,
    cause?: unknown,
  ) {
    super(`The model at ${url} could not be read: ${problem}. It is tried again; is the address reachable from here?`, {
      retryable: true,
      cause,
    });
  }
}
