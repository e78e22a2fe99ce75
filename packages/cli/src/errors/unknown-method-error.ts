import { CvdError } from '@cvd/core';

/** A method was named, here or in a model file, that the command line does not have. */
export class UnknownMethodError extends CvdError {
  static override readonly code = 'CVD_UNKNOWN_METHOD';

  constructor(
    readonly method: string,
    readonly known: readonly string[],
  ) {
    super(`There is no method "${method}". Known methods: ${known.join(', ')}; see: cvd methods.`);
  }
}
