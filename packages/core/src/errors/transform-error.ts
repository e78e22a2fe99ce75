import { CvdError } from './cvd-error.js';

/** A value of a table column cannot be encoded, or encoded values cannot be turned back. */
export class TransformError extends CvdError {
  static override readonly code = 'CVD_TRANSFORM';

  /**
   * @param row - zero-based row in the whole table, or null where no single row is to blame
   * @param problem - what was found and what to do, without the value itself and without a full stop
   */
  constructor(
    readonly column: string,
    readonly row: number | null,
    readonly problem: string,
  ) {
    super(`Column "${column}"${row === null ? '' : `, row ${row}`}: ${problem}.`);
  }
}
