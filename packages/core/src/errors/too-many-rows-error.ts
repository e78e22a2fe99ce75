import { CvdError } from './cvd-error.js';

/** More rows were asked into memory than fit there. */
export class TooManyRowsError extends CvdError {
  static override readonly code = 'CVD_TOO_MANY_ROWS';

  constructor(
    readonly rows: number,
    readonly limit: number,
  ) {
    super(
      `${rows} rows do not fit in memory (at most ${limit} for this table). Iterate over the sample, or stream it to a file or a sink, instead of gathering it.`,
    );
  }
}
