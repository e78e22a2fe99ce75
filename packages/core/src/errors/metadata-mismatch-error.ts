import type { Violation } from '../metadata/validate/violation.js';
import { CvdError } from './cvd-error.js';

/** A table does not fit its metadata. */
export class MetadataMismatchError extends CvdError {
  static override readonly code = 'CVD_METADATA_MISMATCH';

  constructor(readonly violations: readonly Violation[]) {
    const what = violations.length === 1 ? 'in one way' : `in ${violations.length} ways`;
    super(
      `The table does not fit its metadata, ${what}:\n${violations.map(({ message }) => `- ${message}`).join('\n')}\nCorrect the table or the metadata.`,
    );
  }
}
