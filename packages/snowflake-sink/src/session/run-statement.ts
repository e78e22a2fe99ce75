import type { DriverConnection, DriverError, DriverStatement, DriverValue } from '../driver/driver.js';
import { StatementError, troubleOf } from './statement-error.js';

export interface Result {
  readonly names: readonly string[];
  readonly rows: readonly (readonly DriverValue[])[];
}

/** How long a statement that was cancelled may take to say what became of it. */
const GRACE_MS = 3000;

/** The driver's error less everything that may hold a request: message, code and SQL state. */
export const toStatementError = (error: DriverError, redact: (text: string) => string): StatementError => {
  const code = error.code === undefined ? null : String(error.code);
  const sqlState = error.sqlState === undefined ? null : String(error.sqlState);
  const message = redact(String(error.message ?? error)).replace(/\.$/, '');
  return new StatementError(troubleOf(code, sqlState), message, code, sqlState);
};

export interface RunOptions {
  /** Limit here, and for a statement in the warehouse too. The driver itself goes on for hours. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  readonly redact: (text: string) => string;
}

/**
 * Runs one statement. It is cancelled when its time is over or the signal is given; what became of a cancelled one is
 * waited for a little, so that a statement that was done after all counts as done.
 * @param binds - all text
 * @throws {StatementError}
 */
export const runStatement = (
  connection: DriverConnection,
  sqlText: string,
  binds: readonly string[],
  { timeoutMs, signal, redact }: RunOptions,
): Promise<Result> =>
  new Promise((resolve, reject) => {
    let statement: DriverStatement | undefined;
    let grace: NodeJS.Timeout | undefined;
    const cancel = (error: StatementError): void => {
      clearTimeout(limit);
      if (grace !== undefined) return;
      grace = setTimeout(() => settle(() => reject(error)), GRACE_MS);
      statement?.cancel(() => {}); // the statement's own callback tells what became of it
    };
    const limit = setTimeout(
      () => cancel(new StatementError('network', `no answer within ${timeoutMs} ms`, null, null)),
      timeoutMs,
    );
    const onAbort = (): void => cancel(new StatementError('cancelled', 'stopped by its signal', null, null));
    const settle = (then: () => void): void => {
      clearTimeout(limit);
      clearTimeout(grace);
      signal?.removeEventListener('abort', onAbort);
      then();
    };
    signal?.addEventListener('abort', onAbort);
    try {
      statement = connection.execute({
        sqlText,
        binds,
        rowMode: 'array',
        fetchAsString: ['Number', 'Boolean', 'Date'],
        parameters: { STATEMENT_TIMEOUT_IN_SECONDS: Math.ceil(timeoutMs / 1000) },
        complete: (error, done, rows) =>
          settle(() =>
            error
              ? reject(toStatementError(error, redact))
              : resolve({ names: done.getColumns()?.map((column) => column.getName()) ?? [], rows: rows ?? [] }),
          ),
      });
    } catch (error) {
      settle(() => reject(toStatementError(error as DriverError, redact)));
    }
  });
