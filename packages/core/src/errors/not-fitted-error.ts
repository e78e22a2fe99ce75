import { CvdError } from './cvd-error.js';

/** A model was used before it had learned anything. */
export class NotFittedError extends CvdError {
  static override readonly code = 'CVD_NOT_FITTED';

  constructor(
    readonly method: string,
    readonly operation: string,
  ) {
    super(`${method}: call fit() before ${operation}().`);
  }
}
