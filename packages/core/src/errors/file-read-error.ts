import { CvdError } from './cvd-error.js';

/** A file is there but cannot be read. */
export class FileReadError extends CvdError {
  static override readonly code = 'CVD_FILE_READ';

  constructor(
    readonly path: string,
    /** What the system says of it. */
    readonly reason: string,
    options: { readonly cause?: unknown } = {},
  ) {
    super(`Cannot read ${path}: ${reason}. Check that it is a file and that you may read it.`, options);
  }
}
