import { CvdError } from './cvd-error.js';

/** Rows of another origin were written under a run id that the target knows. */
export class RunMismatchError extends CvdError {
  static override readonly code = 'CVD_RUN_MISMATCH';

  constructor(
    readonly sink: string,
    readonly runId: string,
    /** Fingerprint that the target has for the run. */
    readonly known: string,
    /** Fingerprint of the rows that were refused. */
    readonly given: string,
  ) {
    super(
      `${sink} sink: run ${runId} holds rows of fingerprint ${known}, these have ${given}: another model, seed, condition or option. ` +
        'Continue a run with what it was started with, or leave the run id out to start a new one.',
    );
  }
}
