import { CvdError } from './cvd-error.js';

/** An option is unknown, of the wrong type or outside its range. */
export class InvalidOptionError extends CvdError {
  static override readonly code = 'CVD_INVALID_OPTION';

  /**
   * @param option - path of the option, such as 'marginals.BMI'
   * @param problem - what is wrong and what is allowed, without a full stop
   */
  constructor(
    readonly owner: string,
    readonly option: string,
    readonly problem: string,
  ) {
    super(`${owner}: option "${option}" ${problem}.`);
  }
}
