import { CvdError } from './cvd-error.js';

/** Bytes that are no Arrow IPC file or stream, or a damaged one. */
export class ArrowFormatError extends CvdError {
  static override readonly code = 'CVD_ARROW_FORMAT';

  constructor(
    /** What was wrong, a clause. */
    readonly problem: string,
    cause?: unknown,
    /** The file, where one is known. */
    readonly path: string | null = null,
  ) {
    super(`${path ?? 'This'} is no Arrow IPC file or stream, or it is damaged or cut off: ${problem}. Write it anew.`, {
      cause,
    });
  }
}
