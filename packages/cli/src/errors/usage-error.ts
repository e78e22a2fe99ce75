import { CvdError } from '@cvd/core';

/** The command line was not understood. */
export class UsageError extends CvdError {
  static override readonly code = 'CVD_USAGE';

  /** @param problem - what is wrong and what to write instead, one or two sentences */
  constructor(readonly problem: string) {
    super(problem);
  }
}
