import { CvdError } from './cvd-error.js';

/** A TableSource gave other rows on a later pass than on the first one. */
export class SourceChangedError extends CvdError {
  static override readonly code = 'CVD_SOURCE_CHANGED';

  constructor(
    readonly before: number,
    readonly now: number,
  ) {
    super(
      `The source gave ${before} ${before === 1 ? 'row' : 'rows'} on its first pass and ${now} on a later one. It must yield the same rows each time it is opened; was the file written to meanwhile?`,
    );
  }
}
