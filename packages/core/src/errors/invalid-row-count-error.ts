import { CvdError } from './cvd-error.js';

/** A number of rows or a row index is no whole number in range. */
export class InvalidRowCountError extends CvdError {
  static override readonly code = 'CVD_INVALID_ROW_COUNT';

  constructor(
    readonly argument: string,
    readonly value: unknown,
    readonly minimum: number,
  ) {
    super(`${argument} must be a whole number of at least ${minimum} and at most 2^53 − 1; got ${String(value)}.`);
  }
}
