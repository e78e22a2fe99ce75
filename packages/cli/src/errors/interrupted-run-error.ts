import { CvdError } from '@cvd/core';

const number = (count: number): string => count.toLocaleString('en');

/** Writing was interrupted when part of the rows had landed, which stay. */
export class InterruptedRunError extends CvdError {
  static override readonly code = 'CVD_ABORTED';

  constructor(
    readonly target: string,
    readonly runId: string,
    readonly landed: number,
    /** Index of the first row asked for, and how many. */
    readonly asked: { readonly start: number; readonly rows: number },
    cause: unknown,
  ) {
    super(
      `Interrupted; ${number(landed)} of ${number(asked.rows)} rows are in ${target}, run ${runId}. ` +
        `The same command with --start ${asked.start + landed} --rows ${asked.rows - landed} adds the others, as a run of their own.`,
      { cause },
    );
  }
}
