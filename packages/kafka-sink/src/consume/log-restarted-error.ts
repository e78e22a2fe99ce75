import { CvdError } from '@cvd/core';

/** A log does not go on where the group has stopped, and its rows have no identity of their own. */
export class LogRestartedError extends CvdError {
  static override readonly code = 'CVD_LOG_RESTARTED';

  constructor(
    readonly topic: string,
    readonly partition: number,
    /** First offset of rows without a run id. */
    readonly offset: bigint,
    readonly epoch: string,
    /** What was found, without a full stop. */
    readonly problem: string,
  ) {
    super(
      `${topic}, partition ${partition}: ${problem}. Rows without a run id, as at offset ${offset}, are known by their offset alone, so that new ones ` +
        `would be taken for old ones. Give a new \`epoch\` (it is "${epoch}") together with a new group; nothing was committed.`,
    );
  }
}
