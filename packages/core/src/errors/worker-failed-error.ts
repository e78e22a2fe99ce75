import { CvdError } from './cvd-error.js';

/** A worker thread ended before its work was done (out of memory, killed). */
export class WorkerFailedError extends CvdError {
  static override readonly code = 'CVD_WORKER_FAILED';

  constructor(
    readonly operation: string,
    readonly reason: string,
    cause?: unknown,
  ) {
    super(
      `${operation}: the worker thread ended early (${reason}). Nothing was kept of it; try again with less data at once or with execution: 'inline'.`,
      { retryable: true, cause },
    );
  }
}
