import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CellValue, SampleStream } from '@cvd/core';
import { readDuckdb } from '@cvd/duckdb-sink';

type Row = Readonly<Record<string, CellValue>>;

const hashOf = (row: Row, names: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(names.map((name) => row[name])))
    .digest('hex')
    .slice(0, 16);

/** Each row of a run as 'run id, row index, hash of its values', sorted: what has to be in a table. */
export const rowsOfRun = async (runId: string, sample: SampleStream): Promise<string[]> => {
  const table = await sample.toTable();
  let index = sample.start;
  return Array.from(table.toRows(), (row) => `${runId} ${index++} ${hashOf(row, table.names)}`).sort();
};

/** The same of what is in a DuckDB table; a row that is there twice comes twice. */
export const rowsInDuckdb = async (path: string, table: string): Promise<string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'cvd-landed-'));
  try {
    await copyFile(path, join(folder, 'copy.db')); // the file itself may be read by others meanwhile
    const { names } = await readDuckdb(join(folder, 'copy.db'), table);
    const all = await readDuckdb(join(folder, 'copy.db'), table, { columns: [...names, '_run_id', '_row_index'] });
    return Array.from(all.toRows(), (row) => `${row._run_id} ${row._row_index} ${hashOf(row, names)}`).sort();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
