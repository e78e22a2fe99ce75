import { CvdError } from './cvd-error.js';

/** An iterative numerical method did not reach its tolerance. */
export class NoConvergenceError extends CvdError {
  static override readonly code = 'CVD_NO_CONVERGENCE';

  constructor(
    readonly operation: string,
    readonly iterations: number,
  ) {
    super(
      `${operation} did not converge in ${iterations} iterations. ` +
        'Check its input for extreme or non-finite values, or allow more iterations.',
    );
  }
}
