import { CvdError } from '@cvd/core';

/** A pair threshold is not a number from 0 to 1. */
export class InvalidThresholdError extends CvdError {
  static override readonly code = 'CVD_INVALID_OPTION';

  constructor(
    readonly threshold: string,
    readonly value: unknown,
  ) {
    super(`The ${threshold} threshold is ${String(value)}; it must be a number from 0 to 1, such as 0.3.`);
  }
}
