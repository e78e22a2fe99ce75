import { queryAsAfterKill } from '../../../packages/duckdb-sink/test/landed-rows.js';
import type { SnowflakeServer } from '../../../packages/snowflake-sink/test/support/snowflake-server.js';
import { elementOf, type MadeRow } from './rows.js';

// Read by plain SQL: what a test reads back must not pass through the code under test either.

const COLUMNS = ['i', 'half', 'name', 'even', 'note'] as const satisfies readonly (keyof MadeRow)[];

const select = (table: string): string =>
  `SELECT ${['_run_id', '_row_index', ...COLUMNS].map((name) => `"${name}"::VARCHAR AS "${name}"`).join(', ')} FROM ${table}`;

const elementFrom = ([runId, rowIndex, ...values]: readonly unknown[]): string => {
  const row = Object.fromEntries(COLUMNS.map((name, k) => [name, values[k]]));
  return elementOf(runId, rowIndex, row as Record<keyof MadeRow, unknown>);
};

/**
 * The rows of the table "rows" as they stand on the disk at this moment; none where there is no table.
 * @param which - a condition in SQL, for tables of which only a part is looked at
 */
export const rowsOnDisk = async (path: string, which = 'true'): Promise<string[]> => {
  const found = (await queryAsAfterKill(path, select(`"rows" WHERE ${which}`))) ?? [];
  return found.map((row) => elementFrom(Object.values(row)));
};

/** How a table of the stand-in is called in DuckDB's SQL. */
export const standInTable = ({ options: { database, schema } }: SnowflakeServer, table: string): string =>
  `"${database}"."${schema}"."${table}"`;

/** The rows of a table of the stand-in for Snowflake. */
export const rowsInStandIn = async (server: SnowflakeServer, table: string): Promise<string[]> =>
  (await server.query(select(standInTable(server, table)))).map(elementFrom);
