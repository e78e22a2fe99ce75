import { CvdError } from './cvd-error.js';

/** More rows were asked for than a key's pattern has different values. */
export class IdsExhaustedError extends CvdError {
  static override readonly code = 'CVD_IDS_EXHAUSTED';

  constructor(
    readonly column: string,
    /** Rows that can be made. */
    readonly capacity: number,
    readonly pattern: string,
  ) {
    super(
      `Column "${column}" is a key, and its pattern ${pattern} has ${capacity} different values: only rows 0 to ${capacity - 1} can be made. Ask for fewer rows, or give the column a wider regex_format in the metadata.`,
    );
  }
}
