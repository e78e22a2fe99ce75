import { open, stat } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { noDatabaseError, toOpenError } from './duckdb-errors.js';

const MAGIC = { text: 'DUCK', at: 8 } as const;

/** The bytes where a database says that it is one; null for what is no file, empty or not to be read. */
const readMagic = async (path: string): Promise<string | null> => {
  try {
    if (!(await stat(path)).isFile()) return null;
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MAGIC.at + MAGIC.text.length), 0);
      return bytesRead === 0 ? null : buffer.toString('latin1', MAGIC.at, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return null; // DuckDB says what is wrong
  }
};

/** Whether the database has no file: rows written to it would be lost. */
const isInMemory = async (instance: DuckDBInstance): Promise<boolean> => {
  const connection = await instance.connect();
  try {
    const sql = 'SELECT path FROM duckdb_databases() WHERE database_name = current_database()';
    return (await connection.runAndReadAll(sql)).getRows()[0]?.[0] == null;
  } finally {
    connection.closeSync();
  }
};

/**
 * Opens a database file, and no other: of a CSV, JSON or Parquet file DuckDB makes a view in a database in memory.
 * @throws {FileNotFoundError | FileReadError | FileWriteError | SinkLockedError}
 */
export const openFile = async (path: string, access: 'read' | 'write'): Promise<DuckDBInstance> => {
  const magic = await readMagic(path);
  if (magic !== null && magic !== MAGIC.text) throw noDatabaseError(path);
  try {
    const instance = await DuckDBInstance.fromCache(path, access === 'read' ? { access_mode: 'READ_ONLY' } : {});
    if (!(await isInMemory(instance))) return instance;
    instance.closeSync();
  } catch (cause) {
    throw toOpenError(path, access, cause);
  }
  throw noDatabaseError(path);
};
