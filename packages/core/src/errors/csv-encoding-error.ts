import { CvdError } from './cvd-error.js';
import { textPlace } from './text-place.js';

/** Bytes that are no UTF-8. */
export class CsvEncodingError extends CvdError {
  static override readonly code = 'CVD_CSV_ENCODING';

  constructor(
    readonly file: string,
    /** 1-based line of the file. */
    readonly line: number,
    /** 1-based character of that line. */
    readonly column: number,
    /** What was found. */
    readonly problem: string,
  ) {
    super(`${textPlace(file, line, column)}: ${problem}. Save the file as UTF-8, for example with: iconv -t UTF-8.`);
  }
}
