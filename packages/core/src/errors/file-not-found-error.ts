import { CvdError } from './cvd-error.js';

/** A file to be read is not there. */
export class FileNotFoundError extends CvdError {
  static override readonly code = 'CVD_FILE_NOT_FOUND';

  constructor(readonly path: string) {
    super(`There is no file ${path}. Check the path, seen from the folder the program runs in.`);
  }
}
