import { CvdError } from '@cvd/core';

const number = (count: number): string => count.toLocaleString('en');

/** A stream was interrupted; the batches that were acknowledged stay. */
export class InterruptedStreamError extends CvdError {
  static override readonly code = 'CVD_ABORTED';

  constructor(
    readonly target: string,
    readonly runId: string,
    /** Rows from the first on that are there. */
    readonly landed: number,
    readonly asked: number,
    /** Command that sends the others under the same run. */
    readonly command: string,
    cause: unknown,
  ) {
    super(
      `Interrupted; the first ${number(landed)} of ${number(asked)} rows are in ${target}, run ${runId}. This goes on:\n  ${command}`,
      { cause },
    );
  }
}
