import { CvdError } from './cvd-error.js';

/** Bytes that are no Arrow IPC file or stream, or a damaged one. */
export class ArrowFormatError extends CvdError {
  static override readonly code = 'CVD_ARROW_FORMAT';

  constructor(
    /** What was wrong, a clause. */
    readonly problem: string,
    cause?: unknown,
  ) {
    super(`This is no Arrow IPC file or stream, or it is damaged or cut off: ${problem}. Write it anew.`, { cause });
  }
}
