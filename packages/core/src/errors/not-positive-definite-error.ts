import { CvdError } from './cvd-error.js';

/** A matrix that has to be positive definite, such as a correlation matrix, is not. */
export class NotPositiveDefiniteError extends CvdError {
  static override readonly code = 'CVD_NOT_POSITIVE_DEFINITE';

  /** @param pivot - zero-based row at which the factorisation met a pivot that is not positive */
  constructor(readonly pivot: number) {
    super(
      `The matrix is not positive definite: pivot ${pivot} (row ${pivot + 1}) is not positive. ` +
        'Take the nearest correlation matrix first, or leave out the column of that row.',
    );
  }
}
