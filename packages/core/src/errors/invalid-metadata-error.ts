import { CvdError } from './cvd-error.js';

/** Metadata that cannot be read or used as given. */
export class InvalidMetadataError extends CvdError {
  static override readonly code = 'CVD_INVALID_METADATA';

  /**
   * @param place - where in the metadata, such as `tables.patients.columns.age.sdtype`
   * @param problem - what is wrong there, a clause without its full stop
   */
  constructor(
    readonly place: string,
    readonly problem: string,
    cause?: unknown,
  ) {
    super(`Metadata, at ${place}: ${problem}.`, { cause });
  }
}
