import { CvdError } from './cvd-error.js';

/** An optional package is needed and not installed. */
export class MissingPeerError extends CvdError {
  static override readonly code = 'CVD_MISSING_PEER';

  constructor(
    /** The package, as npm names it. */
    readonly peer: string,
    /** What it is needed for, a clause. */
    readonly purpose: string,
    cause?: unknown,
  ) {
    super(`${purpose} needs the package ${peer}, which is not installed: npm install ${peer}.`, { cause });
  }
}
