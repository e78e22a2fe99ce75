import { CvdError } from './cvd-error.js';
import { textPlace } from './text-place.js';

/** A line is no JSON object, or no UTF-8. */
export class NdjsonSyntaxError extends CvdError {
  static override readonly code = 'CVD_NDJSON_SYNTAX';

  constructor(
    readonly file: string,
    /** 1-based line of the file. */
    readonly line: number,
    /** 1-based character of that line; 1 where only the line is known. */
    readonly column: number,
    /** What is wrong, without a full stop. */
    readonly problem: string,
  ) {
    super(`${textPlace(file, line, column)}: ${problem}. Each line has to be one JSON object in UTF-8.`);
  }
}
