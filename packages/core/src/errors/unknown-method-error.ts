import { CvdError } from './cvd-error.js';

/** A registry was asked for a method it does not hold. */
export class UnknownMethodError extends CvdError {
  static override readonly code = 'CVD_UNKNOWN_METHOD';

  constructor(
    readonly method: string,
    readonly known: readonly string[],
  ) {
    super(
      `There is no method "${method}". Known methods: ${known.length === 0 ? 'none' : known.join(', ')}. Add its factory with createRegistry(…).`,
    );
  }
}
