import {
  type Batch,
  checkRowIndices,
  defaultServiceColumns,
  InvalidOptionError,
  type Metadata,
  quoteIdentifier,
  type ServiceColumns,
  type Sink,
  type SinkOpenOptions,
  sinkLifecycle,
  type WriteReceipt,
} from '@cvd/core';
import type { DuckDBConnection } from '@duckdb/node-api';
import { appendRows } from './append-rows.js';
import { toWriteError } from './duckdb-errors.js';
import { createRunLedger, LEDGER_TABLES, type RunLedger } from './run-ledger.js';
import { selectNewRows } from './select-rows.js';
import { openDatabase, type SharedDatabase } from './shared-database.js';
import { createTableSql, describeTable, matchColumns, planTable, type TableColumn } from './target-table.js';

export interface DuckdbSinkOptions {
  /** Database file; made when it is not there. */
  readonly path: string;
  /** Table; made from the first batch and the metadata when it is not there. */
  readonly table: string;
  /** @default 'main' */
  readonly schema?: string;
  /** Other names for the columns that the sink adds. */
  readonly columns?: Partial<ServiceColumns>;
}

interface Target {
  readonly schema: string;
  readonly table: string;
  readonly columns: ServiceColumns;
  /** Quoted, for SQL. */
  readonly sql: string;
  /** For errors. */
  readonly label: string;
}

const resolveTarget = (
  { path, table, schema = 'main', columns }: DuckdbSinkOptions,
  label = `table "${table}" of ${path}`,
): Target => {
  for (const [option, value] of Object.entries({ path, table, schema }))
    if (typeof value !== 'string' || value === '' || value.includes('\0'))
      throw new InvalidOptionError('duckdbSink', option, 'must be text that is not empty');
  if (Object.values(LEDGER_TABLES).some((name) => name === table.toLowerCase()))
    throw new InvalidOptionError(
      'duckdbSink',
      'table',
      `must not be "${table}", which is the name of the sink's own ledger`,
    );
  const service = { ...defaultServiceColumns, ...columns };
  if (new Set(Object.values(service).map((name) => name.toLowerCase())).size < Object.keys(service).length)
    throw new InvalidOptionError('duckdbSink', 'columns', 'must give each column a name of its own');
  return {
    schema,
    table,
    columns: service,
    sql: `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`,
    label,
  };
};

/** What an open sink works with. */
interface Session {
  readonly database: SharedDatabase;
  readonly connection: DuckDBConnection;
  readonly ledger: RunLedger;
  readonly metadata: Metadata | undefined;
  /** Columns of the table, once known to be there. */
  columns: readonly TableColumn[] | null;
}

const openSession = async (path: string, target: Target, metadata: Metadata | undefined): Promise<Session> => {
  const database = await openDatabase(path, 'write');
  try {
    const connection = await database.connect();
    // Checkpoints every 16 MB of log, DuckDB's default, take half of the time of a load.
    await connection.run("SET checkpoint_threshold = '128MB'");
    const key = `${target.schema}.${target.table}`.toLowerCase();
    const ledger =
      database.ledgers.get(key) ?? createRunLedger(target.schema, target.table, target.sql, target.columns);
    database.ledgers.set(key, ledger);
    return { database, connection, ledger, metadata, columns: null };
  } catch (cause) {
    database.release(true);
    throw toWriteError(target.label, cause);
  }
};

/** The table's columns, after making table and ledger where they are missing. */
const ensureTable = async (session: Session, target: Target, batch: Batch): Promise<readonly TableColumn[]> => {
  if (session.columns !== null) return session.columns;
  const { connection, ledger, metadata } = session;
  await connection.run(`CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(target.schema)}`);
  const existing = await describeTable(connection, target.schema, target.table);
  const columns = existing ?? planTable(batch.table, metadata, target.columns, target.label);
  if (existing === null) await connection.run(createTableSql(target.sql, columns));
  else matchColumns(existing, batch.table, target.columns, target.label);
  await ledger.create(connection, existing === null);
  return columns;
};

const landBatch = async (
  session: Session,
  target: Target,
  batch: Batch,
  signal: AbortSignal | undefined,
): Promise<WriteReceipt> => {
  const { connection, ledger } = session;
  await connection.run('BEGIN');
  try {
    const columns = await ensureTable(session, target, batch);
    const sources = matchColumns(columns, batch.table, target.columns, target.label);
    const run = await ledger.find(connection, batch.runId, batch.fingerprint);
    const { positions, ranges } = selectNewRows(batch, run.rows);
    if (positions.length > 0) {
      await appendRows(connection, { ...target, columns }, sources, batch, positions, signal);
      await ledger.record(connection, batch.runId, run.rows.add(ranges));
    }
    await connection.run('COMMIT');
    session.database.keep();
    session.columns = columns;
    return { written: positions.length, refused: batch.table.rows - positions.length };
  } catch (cause) {
    ledger.forget(batch.runId);
    await connection.run('ROLLBACK').catch(() => {}); // a failed COMMIT has ended the transaction by itself
    throw toWriteError(target.label, cause);
  }
};

/**
 * Lands rows in a table of an embedded DuckDB, each row of a run once. A batch is one transaction: its rows, and the
 * ranges of row indices by which rows that come again are refused, or nothing. Beside the rows' own columns the table has
 * `ingested_at`, `_run_id`, `_row_index`, `_topic`, `_partition` and `_offset`.
 *
 * The file is held from `open` to `close`, since DuckDB lets one process write it; sinks of one process share it. A file
 * that the sink made is removed again when it is closed with `abort` before a batch has landed.
 * `open` throws {@link SinkLockedError}, {@link FileReadError} or {@link FileWriteError}; `write` throws
 * {@link SinkSchemaError}, {@link RunMismatchError} or {@link SinkWriteError}.
 *
 * @throws {InvalidOptionError}
 * @example await stream(model.sample(10_000), duckdbSink({ path: 'warehouse.db', table: 'patients' }));
 */
export const duckdbSink = (options: DuckdbSinkOptions): Sink => createDuckdbSink(options);

/** @param label - how errors name the target, where it is not the table itself */
export const createDuckdbSink = (options: DuckdbSinkOptions, label?: string): Sink => {
  const target = resolveTarget(options, label);
  const lifecycle = sinkLifecycle('duckdb');
  let session: Session | null = null;
  return {
    contract: 1,
    name: 'duckdb',
    capabilities: { idempotent: true, durable: 'write' },
    open: ({ metadata, signal }: SinkOpenOptions = {}) =>
      lifecycle.open(async () => {
        session = await openSession(options.path, target, metadata);
      }, signal),
    write: (batch, { signal } = {}) =>
      lifecycle.run(
        'write',
        () => {
          checkRowIndices(batch);
          return session!.database.exclusive(() => landBatch(session!, target, batch, signal));
        },
        signal,
      ),
    flush: () => lifecycle.run('flush', async () => {}), // every write is durable when it settles
    close: ({ abort = false } = {}) =>
      lifecycle.close(async () => {
        session!.connection.closeSync();
        session!.database.release(abort);
      }),
  };
};
