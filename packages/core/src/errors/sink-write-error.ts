import { CvdError } from './cvd-error.js';

/** A target refused a batch; nothing of the batch was written. */
export class SinkWriteError extends CvdError {
  static override readonly code = 'CVD_SINK_WRITE';

  constructor(
    readonly sink: string,
    readonly target: string,
    /** What went wrong and what to do, without a full stop. */
    readonly reason: string,
    options: { readonly retryable?: boolean; readonly cause?: unknown } = {},
  ) {
    super(`${sink} sink: writing to ${target} failed: ${reason}. Nothing of the batch was written.`, options);
  }
}
