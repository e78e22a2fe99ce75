import { CvdError } from './cvd-error.js';

/** A file is there but cannot be read. */
export class FileReadError extends CvdError {
  static override readonly code = 'CVD_FILE_READ';

  constructor(
    readonly path: string,
    /** What the system says of it. */
    readonly reason: string,
    {
      advice = 'Check that it is a file and that you may read it.',
      ...options
    }: {
      readonly cause?: unknown;
      /** What to do, a sentence; by default to look at the file and its rights. */
      readonly advice?: string;
    } = {},
  ) {
    super(`Cannot read ${path}: ${reason}. ${advice}`, options);
  }
}
