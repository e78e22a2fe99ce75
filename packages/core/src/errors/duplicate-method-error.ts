import { CvdError } from './cvd-error.js';

/** Two factories of one name were put into a registry. */
export class DuplicateMethodError extends CvdError {
  static override readonly code = 'CVD_DUPLICATE_METHOD';

  constructor(readonly method: string) {
    super(`Two factories are named "${method}". Pass each method to createRegistry() once.`);
  }
}
