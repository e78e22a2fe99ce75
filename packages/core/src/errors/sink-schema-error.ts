import { CvdError } from './cvd-error.js';

/** One column that does not fit. */
export interface SchemaMismatch {
  readonly column: string;
  /** What is wrong with it, without a full stop. */
  readonly problem: string;
}

/** Rows do not have the columns that their target has, or cannot be given a table. Nothing was written. */
export class SinkSchemaError extends CvdError {
  static override readonly code = 'CVD_SINK_SCHEMA';

  constructor(
    readonly sink: string,
    /** Table, file or topic. */
    readonly target: string,
    readonly mismatches: readonly SchemaMismatch[],
  ) {
    const list = mismatches.map(({ column, problem }) => `"${column}" ${problem}`).join('; ');
    super(
      `${sink} sink: the rows do not fit ${target}: ${list}. Change the target, rename the columns, or write elsewhere.`,
    );
  }
}
