import { CvdError } from './cvd-error.js';

/** The conditions are met too seldom to be sampled. */
export class ConditionTooRareError extends CvdError {
  static override readonly code = 'CVD_CONDITION_TOO_RARE';

  /**
   * @param rate - estimated share of rows that meet the conditions
   * @param made - rows that could be made before giving up
   */
  constructor(
    readonly method: string,
    readonly rate: number,
    readonly made: number,
    readonly asked: number | null = null,
  ) {
    super(
      `${method}: the conditions hold in about ${rate === 0 ? 'none' : rate.toExponential(1)} of the rows it makes; ${made}${asked === null ? '' : ` of ${asked}`} rows could be made. Loosen the conditions, or leave one of them out.`,
    );
  }
}
