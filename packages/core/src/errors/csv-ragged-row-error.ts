import { CvdError } from './cvd-error.js';
import { textPlace } from './text-place.js';

/** A row has more or fewer cells than the header has names. */
export class CsvRaggedRowError extends CvdError {
  static override readonly code = 'CVD_CSV_RAGGED_ROW';

  constructor(
    readonly file: string,
    /** 1-based line of the file. */
    readonly line: number,
    /** 1-based character of that line. */
    readonly column: number,
    readonly expected: number,
    readonly found: number,
    readonly delimiter: string,
  ) {
    super(
      `${textPlace(file, line, column)}: the row has ${found} ${found === 1 ? 'cell' : 'cells'} where the header has ${expected} (delimiter ${JSON.stringify(delimiter)}). Quote cells that contain the delimiter or a line break, or name another delimiter.`,
    );
  }
}
