import { CvdError } from './cvd-error.js';

/** A table without rows or without columns was given where values are needed. */
export class EmptyTableError extends CvdError {
  static override readonly code = 'CVD_EMPTY_TABLE';

  constructor(readonly operation: string) {
    super(
      `${operation} needs at least one row and one column; the table has none. Check the file or the filter before it.`,
    );
  }
}
