import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { toOpenError } from './duckdb-errors.js';
import type { RunLedger } from './run-ledger.js';

/** A database file as this process holds it, shared by all sinks and readers of the file. */
export interface SharedDatabase {
  connect(): Promise<DuckDBConnection>;
  /** Runs `work` when no other write of this process is under way. */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
  /** What is known of runs, by table; in step with the file because this process alone writes it. */
  readonly ledgers: Map<string, RunLedger>;
  /** Gives the use back; the last one closes the file. May be called twice. */
  release(): void;
}

interface Held {
  readonly instance: DuckDBInstance;
  readonly access: 'read' | 'write';
  readonly ledgers: Map<string, RunLedger>;
  users: number;
  last: Promise<unknown>;
}

/**
 * Open files by real path. State of the module because it is state of the process: DuckDB forbids two instances on one
 * file in one process and does not notice them itself.
 */
const held = new Map<string, Promise<Held>>();

const keyOf = async (path: string): Promise<string> => {
  const absolute = resolve(path);
  return realpath(absolute).catch(async () =>
    join(await realpath(dirname(absolute)).catch(() => dirname(absolute)), basename(absolute)),
  );
};

const openFile = async (path: string, access: 'read' | 'write'): Promise<Held> => {
  try {
    const instance = await DuckDBInstance.fromCache(path, access === 'read' ? { access_mode: 'READ_ONLY' } : {});
    return { instance, access, ledgers: new Map(), users: 0, last: Promise.resolve() };
  } catch (cause) {
    throw toOpenError(path, access, cause);
  }
};

/**
 * Opens a database file, or joins those of this process who have it open. Reading leaves the file to other readers.
 * @throws {SinkLockedError} when another process holds it
 * @throws {FileNotFoundError | FileReadError | FileWriteError}
 */
export const openDatabase = async (path: string, access: 'read' | 'write'): Promise<SharedDatabase> => {
  const key = await keyOf(path);
  let opening = held.get(key);
  if (opening === undefined) {
    opening = openFile(path, access);
    held.set(key, opening);
    opening.catch(() => held.delete(key));
  }
  const file = await opening;
  if (access === 'write' && file.access === 'read')
    throw toOpenError(path, access, new Error('open with a different configuration'));
  file.users++;
  let released = false;
  return {
    connect: () => file.instance.connect(),
    exclusive(work) {
      const result = file.last.then(work);
      file.last = result.catch(() => {});
      return result;
    },
    ledgers: file.ledgers,
    release() {
      if (released) return;
      released = true;
      if (--file.users > 0) return;
      held.delete(key);
      file.instance.closeSync();
    },
  };
};
