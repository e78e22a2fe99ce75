import { CvdError } from '@cvd/core';

/** So many rows could not be landed that something must be wrong with more than the rows. */
export class TooManyDeadLettersError extends CvdError {
  static override readonly code = 'CVD_DEAD_LETTERS';

  constructor(
    readonly topic: string,
    /** Rows among the last `rows` that could not be landed, those counted that were not sent any more. */
    readonly deadLetters: number,
    readonly rows: number,
    readonly maxShare: number,
    /** Why the last one could not be landed. */
    readonly reason: string,
    options: { readonly cause?: unknown } = {},
  ) {
    super(
      `${topic}: ${deadLetters} of the last ${rows} rows could not be landed, more than deadLetters.maxShare = ${maxShare} allows. The last one: ` +
        `${reason} Mend that and start again, or raise the share; nothing is committed beyond the last batch that was landed.`,
      options,
    );
  }
}
