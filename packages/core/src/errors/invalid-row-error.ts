import { CvdError } from './cvd-error.js';

/** A row index lies outside the table. */
export class InvalidRowError extends CvdError {
  static override readonly code = 'CVD_INVALID_ROW';

  constructor(
    readonly index: number,
    readonly rows: number,
  ) {
    super(
      `There is no row ${index}: the table has ${rows} ${rows === 1 ? 'row' : 'rows'}, and indices are integers from 0.`,
    );
  }
}
