import { CvdError } from './cvd-error.js';

/** A column cannot be built or used as given (lengths that differ, a duplicate name, an unsupported type). */
export class InvalidColumnError extends CvdError {
  static override readonly code = 'CVD_INVALID_COLUMN';

  constructor(
    readonly column: string,
    readonly problem: string,
  ) {
    super(`Column "${column}": ${problem}.`);
  }
}
