import { CvdError } from './cvd-error.js';

/** A condition that cannot be read, or whose value is of the wrong kind for its column. */
export class InvalidConditionError extends CvdError {
  static override readonly code = 'CVD_INVALID_CONDITION';

  /**
   * @param condition - the column, or the text of the condition where no column could be read
   * @param problem - what is wrong and what to do, without a full stop
   */
  constructor(
    readonly condition: string,
    readonly problem: string,
  ) {
    super(`Condition on "${condition}": ${problem}.`);
  }
}
