import { CvdError } from './cvd-error.js';
import { textPlace } from './text-place.js';

/** The first line does not name the columns: the file is empty, a name is empty or occurs twice. */
export class CsvHeaderError extends CvdError {
  static override readonly code = 'CVD_CSV_HEADER';

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
