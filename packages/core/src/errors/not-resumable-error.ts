import { CvdError } from './cvd-error.js';

/** Checkpoints were asked of a method that trains in no steps, so that it has none. */
export class NotResumableError extends CvdError {
  static override readonly code = 'CVD_NOT_RESUMABLE';

  constructor(readonly method: string) {
    super(
      `The method "${method}" keeps no checkpoints: it does not train in steps, and an interrupted fit begins anew. Leave the checkpoints out.`,
    );
  }
}
