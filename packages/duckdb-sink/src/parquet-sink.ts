import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  batchesOf,
  createRunId,
  defaultServiceColumns,
  FileWriteError,
  type Metadata,
  quoteIdentifier,
  type ServiceColumns,
  type Sink,
  type SinkOpenOptions,
  sinkLifecycle,
  type TableInput,
  throwIfAborted,
} from '@cvd/core';
import { noteUnfinished, pathBeside, toWriteError } from '@cvd/core/node';
import { DuckDBInstance } from '@duckdb/node-api';
import { createDuckdbSink } from './duckdb-sink.js';
import { quoteLiteral } from './quote.js';
import { describeTable } from './target-table.js';

const TABLE = 'rows';

/** Names that no column of real rows has; they stay behind in the database the rows are gathered in. */
const hidden = Object.fromEntries(
  Object.entries(defaultServiceColumns).map(([key, name]) => [key, `\u0001cvd ${name}`]),
) as unknown as ServiceColumns;

/** Copies the gathered rows into a Parquet file. Without a batch there is no table and no file. */
const copyToParquet = async (database: string, path: string): Promise<void> => {
  const instance = await DuckDBInstance.create(database);
  const connection = await instance.connect();
  try {
    const columns = await describeTable(connection, 'main', TABLE);
    if (columns === null) return;
    const service = Object.values(hidden);
    const names = columns.map(({ name }) => name).filter((name) => !service.includes(name));
    const beside = pathBeside(path);
    const settled = noteUnfinished(beside);
    try {
      const select = `SELECT ${names.map(quoteIdentifier).join(', ')} FROM ${TABLE}`;
      await connection.run(`COPY (${select}) TO ${quoteLiteral(resolve(beside))} (FORMAT parquet)`);
      await rename(beside, path);
    } finally {
      await rm(beside, { force: true });
      settled();
    }
  } catch (cause) {
    throw toWriteError(path, cause);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
};

/**
 * Lands rows in a Parquet file, without their identity. They are gathered in a database file beside it, so that memory does not
 * grow with them, and copied when the sink is closed; the file appears whole or not at all. A sink that was given no
 * batch writes no file.
 *
 * `write` and `close` throw {@link SinkSchemaError}, {@link SinkWriteError} or {@link FileWriteError}.
 */
export const parquetSink = (path: string): Sink => {
  const lifecycle = sinkLifecycle('parquet');
  const database = `${pathBeside(path)}.db`;
  const inner = createDuckdbSink({ path: database, table: TABLE, columns: hidden }, path);
  const files = [database, `${database}.wal`];
  let settled: (() => void)[] = [];
  const remove = async () => {
    for (const file of files) await rm(file, { force: true });
    for (const done of settled) done();
  };
  return {
    contract: 1,
    name: 'parquet',
    capabilities: { idempotent: false, durable: 'close' },
    open: ({ metadata, signal }: SinkOpenOptions = {}) =>
      lifecycle.open(async () => {
        settled = files.map(noteUnfinished);
        try {
          await inner.open(metadata === undefined ? {} : { metadata });
        } catch (cause) {
          await remove();
          throw cause instanceof FileWriteError ? new FileWriteError(path, cause.reason, { cause }) : cause;
        }
      }, signal),
    write: (batch, options = {}) => lifecycle.run('write', () => inner.write(batch, options), options.signal),
    flush: () => lifecycle.run('flush', async () => {}),
    close: ({ abort = false } = {}) =>
      lifecycle.close(async () => {
        try {
          await inner.close();
          if (!abort) await copyToParquet(database, path);
        } finally {
          await remove();
        }
      }),
  };
};

export interface WriteParquetOptions {
  /** Refines the types: whole numbers as BIGINT, days as DATE. */
  readonly metadata?: Metadata;
  readonly signal?: AbortSignal;
}

/**
 * Writes a table, a source or a stream of batches as a Parquet file, which appears whole or not at all.
 * @throws {FileWriteError | SinkSchemaError | SinkWriteError | AbortedError}
 * @example await writeParquet(model.sample(10_000), 'synthetic.parquet');
 */
export const writeParquet = async (
  data: TableInput,
  path: string,
  { metadata, signal }: WriteParquetOptions = {},
): Promise<{ readonly rows: number }> => {
  const sink = parquetSink(path);
  const run = { runId: createRunId(), fingerprint: '0'.repeat(16) };
  let rows = 0;
  try {
    await sink.open({ ...(metadata && { metadata }), ...(signal && { signal }) });
    for await (const table of batchesOf(data)) {
      await sink.write({ ...run, table, firstRow: rows }, signal ? { signal } : {});
      rows += table.rows;
    }
    throwIfAborted(signal, `Writing ${path}`);
  } catch (error) {
    await sink.close({ abort: true });
    throw error;
  }
  await sink.close();
  return { rows };
};
