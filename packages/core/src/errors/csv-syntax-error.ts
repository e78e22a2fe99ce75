import { CvdError } from './cvd-error.js';
import { textPlace } from './text-place.js';

/** The text breaks the rules of CSV (RFC 4180): a quote that never ends, text behind a closing quote. */
export class CsvSyntaxError extends CvdError {
  static override readonly code = 'CVD_CSV_SYNTAX';

  constructor(
    readonly file: string,
    /** 1-based line of the file. */
    readonly line: number,
    /** 1-based character of that line. */
    readonly column: number,
    /** What is wrong and what to do. */
    readonly problem: string,
  ) {
    super(`${textPlace(file, line, column)}: ${problem}.`);
  }
}
