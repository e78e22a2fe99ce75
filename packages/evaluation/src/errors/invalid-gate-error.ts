import { CvdError } from '@cvd/core';

/** A gate is not JSON, has another shape than a gate, or names a figure that no report has. */
export class InvalidGateError extends CvdError {
  static override readonly code = 'CVD_INVALID_GATE';

  /**
   * @param key - the gate's key, and the part of its threshold; null where it is about the gate as a whole
   * @param problem - what is wrong there and what to write instead, a clause without its full stop
   * @param file - where the gate was read from; null when it was given as an object
   */
  constructor(
    readonly key: string | null,
    readonly problem: string,
    readonly file: string | null = null,
    cause?: unknown,
  ) {
    super(
      `${file === null ? 'Gate' : `Gate ${file}`}${key === null ? '' : `, at ${JSON.stringify(key)}`}: ${problem}.`,
      {
        cause,
      },
    );
  }
}
