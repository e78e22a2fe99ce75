/** What a failure asks for: 'session' and 'network' a new connection, 'busy' patience; the others cannot be mended by asking again. */
export type Trouble = 'session' | 'network' | 'busy' | 'cancelled' | 'refused' | 'missing' | 'data' | 'statement';

/** A failure as the warehouse or the driver told it: its words and codes, and nothing else of the driver's error. */
export class StatementError extends Error {
  override readonly name = 'StatementError';

  constructor(
    readonly trouble: Trouble,
    message: string,
    /** Snowflake's code ('002003') or the driver's (407002). */
    readonly code: string | null,
    readonly sqlState: string | null,
  ) {
    super(message);
  }
}

export const isMissingObject = (error: unknown): boolean =>
  error instanceof StatementError && error.trouble === 'missing';

/** Sessions and tokens that are gone; a new login gets others. 407001 and 407002 are the driver's own. */
const lostSession: ReadonlySet<number> = new Set([
  390104, 390110, 390111, 390112, 390114, 390115, 390195, 390318, 407001, 407002,
]);
/** Internal error, lock waiters over the limit, statement over its time, no answer of the warehouse yet. */
const passing: ReadonlySet<number> = new Set([603, 625, 630, 57014]);
/** Object missing or not to be seen; no warehouse; no database; no schema. */
const missing: ReadonlySet<number> = new Set([606, 2003, 2043, 90105, 90106]);
/** Operation not allowed; warehouse held by a resource monitor; account or warehouse suspended. */
const refused: ReadonlySet<number> = new Set([3001, 3003, 3540, 3541, 90073, 90030]);

const inWords = (codes: ReadonlySet<number>, code: number): boolean => codes.has(code);

/** @param code - Snowflake's or the driver's, or a name of Node's for a network failure */
export const troubleOf = (code: string | null, sqlState: string | null): Trouble => {
  const number = Number(code ?? Number.NaN);
  if (inWords(lostSession, number)) return 'session';
  if (number === 604) return 'cancelled';
  if (inWords(passing, number)) return 'busy';
  if (inWords(missing, number) || sqlState === '42S02') return 'missing';
  if (inWords(refused, number) || sqlState === '42501') return 'refused';
  if (number >= 390_000 && number < 400_000) return 'refused';
  if (number >= 401_000 && number < 403_000) return 'network';
  if (sqlState?.startsWith('22') || (number >= 100_000 && number < 101_000)) return 'data';
  if (sqlState?.startsWith('08')) return 'network';
  return code !== null && /^(E[A-Z]+|UND_ERR_\w+)$/.test(code) ? 'network' : 'statement';
};
