import { CvdError } from '@cvd/core';

/** A shard request cannot or may not be carried out, by any worker set up like this one. It goes to the dead letters. */
export class ShardRefusedError extends CvdError {
  static override readonly code = 'CVD_SHARD_REFUSED';

  /** @param problem - what is wrong with the request, without a full stop */
  constructor(
    readonly problem: string,
    options: { readonly cause?: unknown } = {},
  ) {
    super(`Shard request refused: ${problem}. Correct what is wrong and send the request again.`, options);
  }
}
