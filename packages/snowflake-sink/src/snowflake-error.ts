import { CvdError } from '@cvd/core';

/**
 * What a failed call to Snowflake means for what is to be done next.
 * - 'refused': credentials, permissions or limits; asking again does not help. - 'missing': no such database, schema, table,
 * warehouse or role, or none that this role may see. - 'unreachable': no answer in time after all attempts. - 'busy': too
 * many waiters for the table's lock, or the warehouse fails, after all attempts. - 'statement': the statement was refused.
 */
export type SnowflakeErrorKind = 'refused' | 'missing' | 'unreachable' | 'busy' | 'statement';

const advice: Readonly<Record<SnowflakeErrorKind, string>> = {
  refused: 'Check user, credentials, role and its grants.',
  missing: 'Create what is missing, correct the name (names are taken exactly as written), or grant the role access.',
  unreachable: 'Check account and network. What was sent may or may not have been done: sending it again is safe.',
  busy: 'Try again later, with fewer writers to one table.',
  statement: 'Nothing was written.',
};

/** A call to Snowflake failed. Never holds a secret. */
export class SnowflakeError extends CvdError {
  static override readonly code = 'CVD_SNOWFLAKE';

  /** @param place - account or table @param serverCode - Snowflake's or the driver's own code, where there is one */
  constructor(
    readonly kind: SnowflakeErrorKind,
    readonly place: string,
    readonly problem: string,
    readonly serverCode: string | null,
  ) {
    const number = serverCode === null ? '' : ` (${serverCode})`;
    super(`Snowflake, ${place}: ${problem}${number}. ${advice[kind]}`, {
      retryable: kind === 'unreachable' || kind === 'busy',
    });
  }
}
