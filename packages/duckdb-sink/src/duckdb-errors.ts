import { CvdError, FileNotFoundError, FileReadError, FileWriteError, SinkLockedError, SinkWriteError } from '@cvd/core';
import { LEDGER_TABLES } from './run-ledger.js';

const firstLine = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]!.replace(/\.$/, '');

/** The typed error for a file that DuckDB did not make. */
export const noDatabaseError = (path: string, options: { readonly cause?: unknown } = {}): FileReadError =>
  new FileReadError(path, 'it is no DuckDB database', {
    ...options,
    advice: 'Name a database file, or one that is not there yet to make one.',
  });

/** The typed error for what opening a database file has thrown. */
export const toOpenError = (path: string, access: 'read' | 'write', cause: unknown): CvdError => {
  if (CvdError.isInstance(cause)) return cause;
  const message = firstLine(cause);
  if (/could not set lock|conflicting lock|being used by another process/i.test(message)) {
    const holder = /held in (.+?) \(PID (\d+)\)/.exec(message);
    const pid = holder?.[2] ?? /PID (\d+)/.exec(message)?.[1];
    return new SinkLockedError(path, holder?.[1] ?? null, pid === undefined ? null : Number(pid), { cause });
  }
  if (/database does not exist/i.test(message)) return new FileNotFoundError(path);
  if (/different configuration/i.test(message))
    return new SinkLockedError(path, 'this program itself, in another mode', process.pid, { cause });
  if (/not a valid DuckDB database/i.test(message)) return noDatabaseError(path, { cause });
  return access === 'read' ? new FileReadError(path, message, { cause }) : new FileWriteError(path, message, { cause });
};

/** What to do about it, where DuckDB does not say. */
const adviceOn = (message: string): string =>
  /could not write|no space left|too large|disk (is )?full/i.test(message)
    ? '; make room on the disk, or write to another one'
    : '';

/** The typed error for what writing a batch has thrown; conflicts with other connections may pass. */
export const toWriteError = (target: string, cause: unknown): CvdError => {
  if (CvdError.isInstance(cause)) return cause;
  const message = firstLine(cause);
  const retryable = /conflict/i.test(message);
  return new SinkWriteError('duckdb', target, `${message}${adviceOn(message)}`, { cause, retryable });
};

/** The typed error for what reading rows has thrown. */
export const toReadError = (path: string, cause: unknown): CvdError =>
  CvdError.isInstance(cause) ? cause : new FileReadError(path, firstLine(cause), { cause });

/** @param names - tables and views that are there; the sink's own ledger is not told */
export const noTableError = (path: string, table: string, names: readonly string[]): FileReadError => {
  const own: readonly string[] = Object.values(LEDGER_TABLES);
  const known = names.filter((name) => !own.includes(name)).map((name) => `"${name}"`);
  return new FileReadError(path, `it has no table "${table}" (known: ${known.join(', ') || 'none'})`, {
    advice: known.length === 0 ? 'Check the path.' : 'Name one of these, or check the path.',
  });
};
