import { CvdError } from './cvd-error.js';

/** A value given from JavaScript does not fit the column it is in. */
export class InvalidValueError extends CvdError {
  static override readonly code = 'CVD_INVALID_VALUE';

  constructor(
    readonly column: string,
    /** Zero-based row. */
    readonly row: number,
    /** What was found and what was expected, without the value itself. */
    readonly problem: string,
  ) {
    super(`Column "${column}", row ${row}: ${problem}. Convert the value, or give the column another type.`);
  }
}
