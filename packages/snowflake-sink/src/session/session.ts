import { AbortedError, throwIfAborted } from '@cvd/core';
import type { DriverConnection, SnowflakeDriver } from '../driver/driver.js';
import { SnowflakeError } from '../snowflake-error.js';
import { delayBefore, pause, type RetryOptions } from './backoff.js';
import { connect, discard } from './connect.js';
import { type Result, runStatement } from './run-statement.js';
import { StatementError, type Trouble } from './statement-error.js';

export interface SessionSettings {
  readonly driver: SnowflakeDriver;
  /** What the driver's createConnection takes. */
  readonly connection: Readonly<Record<string, unknown>>;
  /** How errors name the other side: the account. */
  readonly place: string;
  readonly statementTimeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly retry: Required<RetryOptions>;
  readonly redact: (text: string) => string;
}

/** A line to the warehouse that outlives its sessions: what runs on it must bear being run again. */
export interface Session {
  /** Connects, if there is no connection. @throws {SnowflakeError | AbortedError} */
  connect(signal: AbortSignal | undefined): Promise<void>;
  /**
   * Runs an idempotent statement until it is done: again on the same connection when the warehouse is busy, on a new one when
   * the session or the network is lost, with a wait that grows.
   * @throws {StatementError} of trouble 'data', 'missing', 'refused' or 'statement', at once
   * @throws {SnowflakeError} 'refused' for a login, 'unreachable' or 'busy' after the last attempt
   * @throws {AbortedError} through the signal
   */
  execute(sql: string, binds: readonly string[], signal: AbortSignal | undefined): Promise<Result>;
  close(): Promise<void>;
}

/** How long a session that is closed may take to say goodbye. */
const GOODBYE_MS = 3000;

const passes = (trouble: Trouble): boolean => ['session', 'network', 'busy', 'cancelled'].includes(trouble);

export const createSession = (settings: SessionSettings): Session => {
  const { driver, place, retry, redact } = settings;
  let connection: DriverConnection | null = null;

  const drop = (): void => {
    if (connection !== null) discard(connection);
    connection = null;
  };

  const connected = async (signal: AbortSignal | undefined): Promise<DriverConnection> => {
    if (connection !== null && !connection.isUp()) drop();
    if (connection !== null) return connection;
    try {
      connection = await connect(driver, settings.connection, { timeoutMs: settings.connectTimeoutMs, signal, redact });
      return connection;
    } catch (error) {
      // A login that answers with a lost token has been given one that no longer holds: it is no session to make anew.
      if (error instanceof StatementError && !['network', 'busy', 'cancelled'].includes(error.trouble))
        throw new SnowflakeError('refused', place, `the login failed: ${error.message}`, error.code);
      throw error;
    }
  };

  const persist = async <T>(
    what: string,
    signal: AbortSignal | undefined,
    work: (line: DriverConnection) => Promise<T>,
  ) => {
    for (let attempt = 1; ; attempt++) {
      throwIfAborted(signal, `snowflake sink: ${what}`);
      try {
        return await work(await connected(signal));
      } catch (error) {
        if (!(error instanceof StatementError) || !passes(error.trouble)) throw error;
        if (error.trouble !== 'busy') drop();
        if (signal?.aborted) throw new AbortedError(`snowflake sink: ${what}`);
        if (attempt >= retry.attempts) {
          const times = `${attempt} ${attempt === 1 ? 'attempt' : 'attempts'}`;
          const kind = error.trouble === 'busy' ? 'busy' : 'unreachable';
          throw new SnowflakeError(kind, place, `${error.message}, after ${times}`, error.code);
        }
        await pause(delayBefore(attempt + 1, retry), signal);
      }
    }
  };

  return {
    connect: (signal) => persist('open', signal, async () => {}),
    execute: (sql, binds, signal) =>
      persist('write', signal, (line) =>
        runStatement(line, sql, binds, { timeoutMs: settings.statementTimeoutMs, signal, redact }),
      ),
    close: () =>
      new Promise((resolve) => {
        if (connection === null) return resolve();
        const limit = setTimeout(resolve, GOODBYE_MS);
        const done = (): void => {
          clearTimeout(limit);
          resolve();
        };
        try {
          connection.destroy(done);
        } catch {
          done();
        }
        connection = null;
      }),
  };
};
