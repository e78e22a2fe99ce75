import { CvdError } from '@cvd/core';

/** A file or database was named that needs a package which is not installed. */
export class MissingPackageError extends CvdError {
  static override readonly code = 'CVD_MISSING_PEER';

  constructor(
    readonly needed: string,
    readonly purpose: string,
    cause?: unknown,
  ) {
    super(`${purpose} needs the package ${needed}, which is not installed. Install it with: npm install ${needed}`, {
      cause,
    });
  }
}
