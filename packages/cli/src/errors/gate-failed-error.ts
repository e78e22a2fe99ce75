import { CvdError } from '@cvd/core';
import type { GateResult } from '@cvd/evaluation';

/** Keys that are named in the message; the table above it has them all. */
const SHOWN = 3;

/** A report was not held to by its gate. */
export class GateFailedError extends CvdError {
  static override readonly code = 'CVD_GATE_FAILED';

  constructor(
    readonly result: GateResult,
    /** The gate's file, or `default`. */
    readonly gate: string,
  ) {
    const failed = result.checks.filter(({ passed }) => !passed).map(({ key }) => key);
    const more = failed.length > SHOWN ? ` and ${failed.length - SHOWN} more` : '';
    super(
      `The gate ${gate} failed: ${failed.length} of ${result.checks.length} checks, ${failed.slice(0, SHOWN).join(', ')}${more}.`,
    );
  }
}
