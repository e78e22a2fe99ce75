import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { SinkLockedError } from '@cvd/core';
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
  readonly access: 'read' | 'write';
  readonly opening: Promise<DuckDBInstance>;
  readonly ledgers: Map<string, RunLedger>;
  /** Counted before the file is open, so that nobody closes it under one who waits for it. */
  users: number;
  last: Promise<unknown>;
}

/**
 * Open files by real path. State of the module because it is state of the process: DuckDB forbids two instances on one
 * file in one process and does not notice them itself.
 */
const held = new Map<string, Held>();

const keyOf = async (path: string): Promise<string> => {
  const absolute = resolve(path);
  return realpath(absolute).catch(async () =>
    join(await realpath(dirname(absolute)).catch(() => dirname(absolute)), basename(absolute)),
  );
};

const openFile = async (path: string, access: 'read' | 'write'): Promise<DuckDBInstance> => {
  try {
    return await DuckDBInstance.fromCache(path, access === 'read' ? { access_mode: 'READ_ONLY' } : {});
  } catch (cause) {
    throw toOpenError(path, access, cause);
  }
};

/**
 * Opens a database file, or joins those of this process who have it open. Reading leaves the file to other readers.
 * @throws {SinkLockedError} when another process holds it, or this one reads it and now wants to write
 * @throws {FileNotFoundError | FileReadError | FileWriteError}
 */
export const openDatabase = async (path: string, access: 'read' | 'write'): Promise<SharedDatabase> => {
  const key = await keyOf(path);
  const file = held.get(key) ?? {
    access,
    opening: openFile(path, access),
    ledgers: new Map(),
    users: 0,
    last: Promise.resolve(),
  };
  if (access === 'write' && file.access === 'read')
    throw new SinkLockedError(path, 'this program itself, which reads it', process.pid);
  held.set(key, file);
  file.users++;
  let released = false;
  const release = (close: () => void): void => {
    if (released) return;
    released = true;
    if (--file.users > 0) return;
    held.delete(key);
    close();
  };
  const instance = await file.opening.catch((error) => {
    release(() => {});
    throw error;
  });
  return {
    connect: () => instance.connect(),
    exclusive(work) {
      const result = file.last.then(work);
      file.last = result.catch(() => {});
      return result;
    },
    ledgers: file.ledgers,
    release: () => release(() => instance.closeSync()),
  };
};
