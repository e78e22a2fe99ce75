import { CvdError } from './cvd-error.js';

/** A fit cannot begin with the earlier model it was given. */
export class WarmStartError extends CvdError {
  static override readonly code = 'CVD_WARM_START';

  constructor(
    readonly method: string,
    /** Why not and what to do, without a full stop at the end. */
    readonly problem: string,
    options: { readonly cause?: unknown } = {},
  ) {
    super(`${method} cannot begin with the earlier model: ${problem}.`, options);
  }
}
