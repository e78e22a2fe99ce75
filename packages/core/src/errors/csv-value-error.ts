import { CvdError } from './cvd-error.js';
import { textPlace } from './text-place.js';

/** A cell cannot be held exactly by the type its column was given. */
export class CsvValueError extends CvdError {
  static override readonly code = 'CVD_CSV_VALUE';

  constructor(
    readonly file: string,
    /** 1-based line of the file. */
    readonly line: number,
    /** 1-based character of that line. */
    readonly column: number,
    /** Name of the CSV column. */
    readonly field: string,
    /** The cell as written, at most 40 characters of it. */
    readonly value: string,
    /** What the column takes. */
    readonly expected: string,
  ) {
    super(
      `${textPlace(file, line, column)}: column "${field}" takes ${expected}; found ${JSON.stringify(value)}. Mend the cell, or give the column type utf8.`,
    );
  }
}
