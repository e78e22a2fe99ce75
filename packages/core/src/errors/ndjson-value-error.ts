import { CvdError } from './cvd-error.js';
import { textPlace } from './text-place.js';

/** A value does not fit its column: another type than before, an array or object, a number that cannot be held exactly. */
export class NdjsonValueError extends CvdError {
  static override readonly code = 'CVD_NDJSON_VALUE';

  constructor(
    readonly file: string,
    /** 1-based line of the file. */
    readonly line: number,
    /** Name of the column. */
    readonly field: string,
    /** What is wrong, without the value and without a full stop. */
    readonly problem: string,
  ) {
    super(
      `${textPlace(file, line, 1)}: column "${field}": ${problem}. Mend the value, or give the column another type.`,
    );
  }
}
