import { CvdError } from './cvd-error.js';

/** A numerical function was called outside its domain. */
export class DomainError extends CvdError {
  static override readonly code = 'CVD_DOMAIN';

  /** @param problem - what is wrong with the arguments, with their values */
  constructor(
    readonly operation: string,
    readonly problem: string,
  ) {
    super(`${operation}: ${problem}.`);
  }
}
