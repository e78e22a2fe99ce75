import { CvdError } from './cvd-error.js';

/** An Arrow column is of a type that tables here do not have. */
export class ArrowTypeError extends CvdError {
  static override readonly code = 'CVD_ARROW_TYPE';

  constructor(
    readonly column: string,
    /** The Arrow type as apache-arrow prints it. */
    readonly arrowType: string,
  ) {
    super(
      `Column "${column}" is of the Arrow type ${arrowType}, which cannot be read. Cast it to a number, boolean, text, date or timestamp type, or leave it out.`,
    );
  }
}
