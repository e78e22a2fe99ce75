import { CvdError } from './cvd-error.js';

/** A model was used after `dispose()`. */
export class DisposedError extends CvdError {
  static override readonly code = 'CVD_DISPOSED';

  constructor(
    readonly method: string,
    readonly operation: string,
  ) {
    super(`${method}: ${operation}() was called after dispose(). Create or load the model again.`);
  }
}
