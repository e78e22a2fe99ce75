import { CvdError } from './cvd-error.js';

/** The target is held by another process. */
export class SinkLockedError extends CvdError {
  static override readonly code = 'CVD_SINK_LOCKED';

  constructor(
    readonly path: string,
    /** Program that holds it, where the system says so. */
    readonly holder: string | null,
    readonly pid: number | null,
    options: { readonly cause?: unknown } = {},
  ) {
    const who = [holder, pid === null ? null : `process ${pid}`].filter((part) => part !== null).join(', ');
    super(
      `${path} is in use by ${who === '' ? 'another process' : `another process (${who})`}. Close that program, or wait for it to end, and try again.`,
      { ...options, retryable: true },
    );
  }
}
