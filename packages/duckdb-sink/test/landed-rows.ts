import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CellValue } from '@cvd/core';
import type { LandedRow } from '@cvd/core/testing';
import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';

export const SERVICE = ['ingested_at', '_run_id', '_row_index', '_topic', '_partition', '_offset'];

/** Runs `work` with a new folder that is removed afterwards. */
export const withFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'cvd-duckdb-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/**
 * What a query finds in a copy of the database file and its log as they stand on the disk at this moment: what another
 * process would find if this one were killed now. Values are text; null where there is no file or no such table.
 */
export const queryAsAfterKill = async (path: string, sql: string): Promise<Record<string, DuckDBValue>[] | null> => {
  if (!(await stat(path).catch(() => null))) return null;
  return withFolder(async (folder) => {
    const copy = join(folder, 'copy.db');
    await copyFile(path, copy);
    await copyFile(`${path}.wal`, `${copy}.wal`).catch(() => {});
    const instance = await DuckDBInstance.create(copy);
    const connection = await instance.connect();
    try {
      const result = await connection.runAndReadAll(sql);
      const names = result.columnNames();
      // Not getRowObjects(): it loses a column named __proto__.
      return result.getRows().map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]!])));
    } catch (error) {
      if (/does not exist/.test(String(error))) return null;
      throw error;
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  });
};

/** `2020-01-01 00:00:00.5+00` as ISO 8601. */
const toCell = (value: DuckDBValue): CellValue => {
  if (value === null || ['number', 'bigint', 'boolean'].includes(typeof value)) return value as CellValue;
  if (typeof value === 'string') return value;
  return String(value)
    .replace(/^(\d{4})-(\d\d)-(\d\d) (\(BC\) )?/, '$1-$2-$3T')
    .replace(/^(\S+T\S+)\+00$/, '$1Z');
};

/** The rows of a sink's table, as after a kill. */
export const readLanded = async (path: string, table: string): Promise<LandedRow[]> => {
  const rows = await queryAsAfterKill(path, `SELECT * FROM "${table}"`);
  return (rows ?? []).map((row) => ({
    runId: String(row._run_id),
    rowIndex: Number(row._row_index),
    values: Object.fromEntries(
      Object.entries(row)
        .filter(([name]) => !SERVICE.includes(name))
        .map(([name, value]) => [name, toCell(value)]),
    ),
  }));
};
