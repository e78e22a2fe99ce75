import type { DriverConnection, SnowflakeDriver } from '../driver/driver.js';
import { toStatementError } from './run-statement.js';
import { StatementError } from './statement-error.js';

/** A session with the warehouse. @throws {StatementError} */
export const connect = (
  driver: SnowflakeDriver,
  options: Readonly<Record<string, unknown>>,
  timeoutMs: number,
  redact: (text: string) => string,
): Promise<DriverConnection> =>
  new Promise((resolve, reject) => {
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      reject(new StatementError('network', `no connection within ${timeoutMs} ms`, null, null));
    }, timeoutMs);
    try {
      const connection = driver.createConnection(options);
      connection.connect((error) => {
        clearTimeout(limit);
        if (error) reject(toStatementError(error, redact));
        else if (late) discard(connection);
        else resolve(connection);
      });
    } catch (error) {
      clearTimeout(limit);
      reject(toStatementError(error as Error, redact));
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
