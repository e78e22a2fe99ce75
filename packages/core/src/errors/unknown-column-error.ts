import { CvdError } from './cvd-error.js';

/** A column was named that the table or the model does not have. */
export class UnknownColumnError extends CvdError {
  static override readonly code = 'CVD_UNKNOWN_COLUMN';

  constructor(
    readonly column: string,
    readonly known: readonly string[],
    /** The file or table that was looked into, where there are several. */
    readonly where: string | null = null,
  ) {
    super(`${where === null ? '' : `${where}: `}There is no column "${column}". Known columns: ${known.join(', ')}.`);
  }
}
