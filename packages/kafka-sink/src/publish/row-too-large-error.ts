import { CvdError } from '@cvd/core';

/** A row is larger than the broker takes; nothing of its batch that came after it was sent. */
export class RowTooLargeError extends CvdError {
  static override readonly code = 'CVD_ROW_TOO_LARGE';

  constructor(
    readonly topic: string,
    readonly runId: string,
    readonly rowIndex: number,
    /** Of the record: value, key and headers. */
    readonly bytes: number,
    /** null where the broker does not say. */
    readonly limit: number | null,
    options: { readonly cause?: unknown } = {},
  ) {
    super(
      `Row ${rowIndex} of run ${runId} takes ${bytes.toLocaleString('en')} bytes as a record, more than ` +
        `${limit === null ? 'the broker takes' : `the ${limit.toLocaleString('en')} of the option maxBatchBytes`}. ` +
        `Raise max.message.bytes of topic "${topic}" and the option maxBatchBytes, or leave out its longest columns.`,
      options,
    );
  }
}
