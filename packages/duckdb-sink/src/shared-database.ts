import { existsSync, rmSync, statSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { SinkLockedError } from '@cvd/core';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { openFile } from './open-file.js';
import type { RunLedger } from './run-ledger.js';

/** A database file as this process holds it, shared by all sinks and readers of the file. */
export interface SharedDatabase {
  connect(): Promise<DuckDBConnection>;
  /** Runs `work` when no other write of this process is under way. */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
  /** What is known of runs, by table; in step with the file because this process alone writes it. */
  readonly ledgers: Map<string, RunLedger>;
  /** To be called when a write is durable: from then on the file is worth keeping. */
  keep(): void;
  /**
   * Gives the use back; the last one closes the file. May be called twice.
   * @param abandon - removes a file that was made here and never kept
   */
  release(abandon?: boolean): void;
}

interface Held {
  readonly access: 'read' | 'write';
  readonly opening: Promise<DuckDBInstance>;
  readonly ledgers: Map<string, RunLedger>;
  /** Counted before the file is open, so that nobody closes it under one who waits for it. */
  users: number;
  last: Promise<unknown>;
  /** Whether the file is there for a reason: it stood there before, or something was written. */
  kept: boolean;
}

/** A database without tables: its three headers of 4 KiB. */
const EMPTY_BYTES = 12_288;

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

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** The file and its log. */
const remove = (path: string): void => {
  for (const suffix of ['', '.wal']) rmSync(path + suffix, { force: true });
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
    kept: access === 'read' || existsSync(path), // before the opening, which makes the file
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
  const release = (instance: DuckDBInstance | null, abandon: boolean): void => {
    if (released) return;
    released = true;
    if (--file.users > 0) return;
    held.delete(key);
    instance?.closeSync();
    if (abandon && !file.kept) remove(path);
  };
  const instance = await file.opening.catch((error) => {
    release(null, sizeOf(path) < EMPTY_BYTES && !(error instanceof SinkLockedError));
    throw error;
  });
  file.kept ||= sizeOf(path) > EMPTY_BYTES; // someone else was faster
  return {
    connect: () => instance.connect(),
    exclusive(work) {
      const result = file.last.then(work);
      file.last = result.catch(() => {});
      return result;
    },
    ledgers: file.ledgers,
    keep: () => {
      file.kept = true;
    },
    release: (abandon = false) => release(instance, abandon),
  };
};
