import { CvdError } from '@cvd/core';

/** An optional package is installed, but cannot be loaded or used here. */
export class BrokenPeerError extends CvdError {
  static override readonly code = 'CVD_BROKEN_PEER';

  constructor(
    /** The package, as npm names it. */
    readonly peer: string,
    /** What it is needed for, a clause. */
    readonly purpose: string,
    cause: unknown,
  ) {
    const reason = (cause instanceof Error ? cause.message : String(cause)).split('\n', 1)[0]!.replace(/[.\s]+$/, '');
    super(
      `${purpose} needs the package ${peer}, which is installed but does not work here: ${reason}. ` +
        'Install it again, in a version made for this runtime, or remove it if another backend will do.',
      { cause },
    );
  }
}
