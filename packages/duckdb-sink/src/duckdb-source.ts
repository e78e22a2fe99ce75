import {
  concatTables,
  defaultServiceColumns,
  InvalidOptionError,
  quoteIdentifier,
  type Table,
  type TableSource,
  UnknownColumnError,
} from '@cvd/core';
import { noTableError, toReadError } from './duckdb-errors.js';
import { readBatches } from './read-batches.js';
import { planReading, type ReadColumn } from './read-columns.js';
import { openDatabase } from './shared-database.js';
import { describeTable, tableNames } from './target-table.js';

export interface DuckdbReadOptions {
  /** @default 'main' */
  readonly schema?: string;
  /** These columns only, in this order. @default all, less the sink's own where all six of them are there */
  readonly columns?: readonly string[];
  /** Rows of a batch, about; whole chunks of 2048 rows. @default 10240 */
  readonly batchRows?: number;
}

export interface DuckdbSourceOptions extends DuckdbReadOptions {
  /** Database file. */
  readonly path: string;
  /** Table or view. */
  readonly table: string;
}

/** The columns asked for, or all but those a sink has added. @throws {UnknownColumnError} */
export const chooseColumns =
  (asked: readonly string[] | undefined) =>
  (names: readonly string[]): readonly string[] => {
    const unknown = asked?.find((name) => !names.includes(name));
    if (unknown !== undefined) throw new UnknownColumnError(unknown, names);
    if (asked !== undefined) return asked;
    const service = Object.values(defaultServiceColumns);
    const landed = service.every((name) => names.includes(name));
    return landed ? names.filter((name) => !service.includes(name)) : names;
  };

/**
 * A table of a DuckDB file as a source of rows, in the order they were written; memory does not grow with the table. The
 * file is open, for reading only, while rows are drawn.
 *
 * Types: BOOLEAN → bool; integers, DOUBLE, FLOAT (its 32-bit value) and DECIMAL (nearest double) → float64; BIGINT, HUGEINT
 * and wide DECIMAL without places → float64 where all values lie within ±2^53, else int64; VARCHAR, ENUM, UUID, TIME, INTERVAL →
 * utf8; DATE → timestamp in seconds, TIMESTAMP → timestamp in its own unit, with time zone → in UTC. NaN is missing.
 *
 * While drawing it throws {@link FileNotFoundError}, {@link FileReadError}, {@link SinkLockedError},
 * {@link UnknownColumnError}, and {@link InvalidColumnError} for what a column cannot hold.
 */
export const duckdbSource = ({
  path,
  table,
  schema = 'main',
  columns,
  batchRows = 10_240,
}: DuckdbSourceOptions): TableSource => {
  if (!Number.isSafeInteger(batchRows) || batchRows < 1)
    throw new InvalidOptionError('duckdbSource', 'batchRows', 'has to be an integer of at least 1');
  const relation = `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`;
  let plan: readonly ReadColumn[] | null = null; // found once, so that every opening has the same types
  return {
    async *open() {
      const database = await openDatabase(path, 'read');
      try {
        const connection = await database.connect();
        try {
          if ((await describeTable(connection, schema, table)) === null) {
            throw noTableError(path, table, await tableNames(connection, schema));
          }
          plan ??= await planReading(connection, relation, chooseColumns(columns));
          yield* readBatches(connection, relation, plan, batchRows);
        } finally {
          connection.closeSync();
        }
      } catch (cause) {
        throw toReadError(path, cause);
      } finally {
        database.release();
      }
    },
  };
};

/**
 * A whole table of a DuckDB file; types and errors are those of {@link duckdbSource}.
 * @example const real = await readDuckdb('warehouse.db', 'patients');
 */
export const readDuckdb = async (path: string, table: string, options: DuckdbReadOptions = {}): Promise<Table> => {
  const batches: Table[] = [];
  for await (const batch of duckdbSource({ ...options, path, table }).open()) batches.push(batch);
  return concatTables(batches);
};
