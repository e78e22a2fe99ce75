import { CvdError } from '@cvd/core';

/** The column that is to be told from the others is none that can be. */
export class InvalidTargetError extends CvdError {
  static override readonly code = 'CVD_INVALID_OPTION';

  constructor(
    readonly target: string,
    /** What the metadata says of it; null when it does not describe it. */
    readonly sdtype: string | null,
  ) {
    super(
      `The target "${target}" ${sdtype === null ? 'is not described by the metadata' : `is of sdtype "${sdtype}"`}; ` +
        'it must be a categorical, ordinal, boolean or numerical column of it.',
    );
  }
}
