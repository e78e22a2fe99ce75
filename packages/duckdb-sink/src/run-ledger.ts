import { quoteIdentifier, RunMismatchError, type ServiceColumns } from '@cvd/core';
import { BIGINT, type DuckDBConnection, LIST, listValue, VARCHAR } from '@duckdb/node-api';
import { type RangeChange, RowRanges } from './row-ranges.js';

/** Names of the ledger's two tables, in the schema of the table they speak of. */
export const LEDGER_TABLES = { runs: 'cvd_runs', ranges: 'cvd_ledger' } as const;

/** What is known of one run in one table. */
interface KnownRun {
  readonly fingerprint: string;
  readonly rows: RowRanges;
}

/** Which rows of which runs a table has, in ranges; the ranges change in the transaction that lands the rows. */
export interface RunLedger {
  /** Creates the ledger's tables; with `fresh` also forgets what it says of the table, which is new. */
  create(connection: DuckDBConnection, fresh: boolean): Promise<void>;
  /** What the table has of a run; a run that is new is written down. @throws {RunMismatchError} */
  find(connection: DuckDBConnection, runId: string, fingerprint: string): Promise<KnownRun>;
  /** Writes a change of a run's ranges down. */
  record(connection: DuckDBConnection, runId: string, change: RangeChange): Promise<void>;
  /** Forgets what is held in memory of a run, after a transaction that failed. */
  forget(runId: string): void;
}

const bigints = (values: readonly number[]) => listValue(values.map((value) => BigInt(value)));

/** The ranges as the rows themselves have them: consecutive indices minus their rank are equal. */
const rangesOfTable = (table: string, { runId, rowIndex }: ServiceColumns): string =>
  `SELECT min(i), max(i) FROM (
     SELECT i, i - row_number() OVER (ORDER BY i) AS island
     FROM (SELECT DISTINCT ${quoteIdentifier(rowIndex)} AS i FROM ${table} WHERE ${quoteIdentifier(runId)} = $1)
   ) GROUP BY island ORDER BY 1`;

export const createRunLedger = (
  schema: string,
  tableName: string,
  table: string,
  columns: ServiceColumns,
): RunLedger => {
  const runs = `${quoteIdentifier(schema)}.${quoteIdentifier(LEDGER_TABLES.runs)}`;
  const ranges = `${quoteIdentifier(schema)}.${quoteIdentifier(LEDGER_TABLES.ranges)}`;
  const key = tableName.toLowerCase(); // as DuckDB compares names
  const known = new Map<string, KnownRun>();

  const readRanges = async (connection: DuckDBConnection, sql: string, values: string[]): Promise<RowRanges> => {
    const rows = (await connection.runAndReadAll(sql, values)).getRows();
    return new RowRanges(rows.map(([first, last]) => ({ first: Number(first), last: Number(last) })));
  };

  const record = async (connection: DuckDBConnection, runId: string, { removed, added }: RangeChange) => {
    const one = removed.length === 1 && added.length === 1 ? removed[0] : undefined;
    if (one !== undefined) {
      const { first, last } = added[0]!;
      await connection.run(
        `UPDATE ${ranges} SET first_row = $1, last_row = $2 WHERE table_name = $3 AND run_id = $4 AND first_row = $5`,
        [BigInt(first), BigInt(last), key, runId, BigInt(one.first)],
      );
      return;
    }
    if (removed.length > 0)
      await connection.run(
        `DELETE FROM ${ranges} WHERE table_name = $1 AND run_id = $2 AND first_row IN (SELECT unnest($3))`,
        [key, runId, bigints(removed.map(({ first }) => first))],
        [VARCHAR, VARCHAR, LIST(BIGINT)],
      );
    await connection.run(
      `INSERT INTO ${ranges} SELECT $1, $2, unnest($3), unnest($4)`,
      [key, runId, bigints(added.map(({ first }) => first)), bigints(added.map(({ last }) => last))],
      [VARCHAR, VARCHAR, LIST(BIGINT), LIST(BIGINT)],
    );
  };

  /** The ranges of a run, made anew from the rows where rows were taken away or brought in behind the ledger's back. */
  const loadRanges = async (connection: DuckDBConnection, runId: string): Promise<RowRanges> => {
    const rows = await readRanges(
      connection,
      `SELECT first_row, last_row FROM ${ranges} WHERE table_name = $1 AND run_id = $2 ORDER BY first_row`,
      [key, runId],
    );
    const countSql = `SELECT count(*) FROM ${table} WHERE ${quoteIdentifier(columns.runId)} = $1`;
    const [count] = (await connection.runAndReadAll(countSql, [runId])).getRows()[0]!;
    if (Number(count) === rows.size) return rows;
    const actual = await readRanges(connection, rangesOfTable(table, columns), [runId]);
    await connection.run(`DELETE FROM ${ranges} WHERE table_name = $1 AND run_id = $2`, [key, runId]);
    if (actual.ranges.length > 0) await record(connection, runId, { removed: [], added: actual.ranges });
    return actual;
  };

  const read = async (connection: DuckDBConnection, runId: string): Promise<KnownRun | null> => {
    const sql = `SELECT fingerprint FROM ${runs} WHERE table_name = $1 AND run_id = $2`;
    const row = (await connection.runAndReadAll(sql, [key, runId])).getRows()[0];
    return row === undefined ? null : { fingerprint: String(row[0]), rows: await loadRanges(connection, runId) };
  };

  const start = async (connection: DuckDBConnection, runId: string, fingerprint: string): Promise<KnownRun> => {
    const rows = await loadRanges(connection, runId);
    await connection.run(`INSERT INTO ${runs} VALUES ($1, $2, $3, now() AT TIME ZONE 'UTC')`, [
      key,
      runId,
      fingerprint,
    ]);
    return { fingerprint, rows };
  };

  return {
    async create(connection, fresh) {
      await connection.run(
        `CREATE TABLE IF NOT EXISTS ${runs} (table_name VARCHAR, run_id VARCHAR, fingerprint VARCHAR, started_at TIMESTAMP)`,
      );
      await connection.run(
        `CREATE TABLE IF NOT EXISTS ${ranges} (table_name VARCHAR, run_id VARCHAR, first_row BIGINT, last_row BIGINT)`,
      );
      if (!fresh) return;
      known.clear();
      await connection.run(`DELETE FROM ${runs} WHERE table_name = $1`, [key]);
      await connection.run(`DELETE FROM ${ranges} WHERE table_name = $1`, [key]);
    },
    async find(connection, runId, fingerprint) {
      const run = known.get(runId) ?? (await read(connection, runId)) ?? (await start(connection, runId, fingerprint));
      if (run.fingerprint !== fingerprint) throw new RunMismatchError('duckdb', runId, run.fingerprint, fingerprint);
      known.set(runId, run);
      return run;
    },
    record,
    forget(runId) {
      known.delete(runId);
    },
  };
};
