import { CvdError } from './cvd-error.js';

/** Work was stopped through its `AbortSignal`. */
export class AbortedError extends CvdError {
  static override readonly code = 'CVD_ABORTED';

  constructor(readonly operation: string) {
    super(`${operation} was stopped by its abort signal before it was done.`);
  }
}
