import { CvdError } from './cvd-error.js';

/** A condition on a column that is generated rather than modelled, or given to a method that takes none. */
export class ConditionsUnsupportedError extends CvdError {
  static override readonly code = 'CVD_CONDITIONS_UNSUPPORTED';

  /** @param subject - the column or the method */
  constructor(
    readonly subject: string,
    readonly problem: string,
  ) {
    super(`Conditions are not supported here: ${subject} ${problem}.`);
  }
}
