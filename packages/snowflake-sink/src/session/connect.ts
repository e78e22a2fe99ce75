import type { DriverConnection, SnowflakeDriver } from '../driver/driver.js';
import { type RunOptions, toStatementError } from './run-statement.js';
import { StatementError } from './statement-error.js';

/** A session with the warehouse. @throws {StatementError} */
export const connect = (
  driver: SnowflakeDriver,
  options: Readonly<Record<string, unknown>>,
  { timeoutMs, signal, redact }: RunOptions,
): Promise<DriverConnection> =>
  new Promise((resolve, reject) => {
    let late = false;
    const giveUp = (error: StatementError): void => {
      late = true;
      settle(() => reject(error));
    };
    const settle = (then: () => void): void => {
      clearTimeout(limit);
      signal?.removeEventListener('abort', onAbort);
      then();
    };
    const onAbort = (): void => giveUp(new StatementError('cancelled', 'stopped by its signal', null, null));
    const limit = setTimeout(
      () => giveUp(new StatementError('network', `no connection within ${timeoutMs} ms`, null, null)),
      timeoutMs,
    );
    signal?.addEventListener('abort', onAbort);
    try {
      const connection = driver.createConnection(options);
      connection.connect((error) => {
        if (late) return error ? undefined : discard(connection);
        settle(() => (error ? reject(toStatementError(error, redact)) : resolve(connection)));
      });
    } catch (error) {
      settle(() => reject(toStatementError(error as Error, redact)));
    }
  });

/** Ends a session without waiting: a dead one would have the driver wait for minutes. Its keep-alive timer stops too. */
export const discard = (connection: DriverConnection): void => {
  try {
    connection.destroy(() => {});
  } catch {
    // It was never up.
  }
};
