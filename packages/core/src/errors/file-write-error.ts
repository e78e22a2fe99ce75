import { CvdError } from './cvd-error.js';

/** A file cannot be written; no part of it was left behind. */
export class FileWriteError extends CvdError {
  static override readonly code = 'CVD_FILE_WRITE';

  constructor(
    readonly path: string,
    /** What the system says of it. */
    readonly reason: string,
    options: { readonly cause?: unknown } = {},
  ) {
    super(
      `Cannot write ${path}: ${reason}. Nothing was left behind. Check that the folder exists, that you may write there and that the disk has room.`,
      options,
    );
  }
}
