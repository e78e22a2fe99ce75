import { CvdError } from './cvd-error.js';

/** No row of the model can meet a condition. */
export class ImpossibleConditionError extends CvdError {
  static override readonly code = 'CVD_IMPOSSIBLE_CONDITION';

  /** @param problem - why, and what would be possible, without a full stop */
  constructor(
    readonly column: string,
    readonly problem: string,
  ) {
    super(`No row can meet the condition on "${column}": ${problem}.`);
  }
}
