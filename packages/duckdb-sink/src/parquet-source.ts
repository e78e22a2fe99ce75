import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { concatTables, FileNotFoundError, type Table, type TableSource } from '@cvd/core';
import { DuckDBInstance } from '@duckdb/node-api';
import { toReadError } from './duckdb-errors.js';
import { chooseColumns, type DuckdbReadOptions } from './duckdb-source.js';
import { quoteLiteral } from './quote.js';
import { readBatches } from './read-batches.js';
import { planReading, type ReadColumn } from './read-columns.js';

export type ParquetReadOptions = Pick<DuckdbReadOptions, 'columns' | 'batchRows'>;

/** The file and no other: DuckDB takes `*`, `?` and `[` for patterns and `key=value` folders for columns. */
const relationOf = (path: string): string =>
  `read_parquet(${quoteLiteral(resolve(path).replace(/[*?[]/g, '[$&]'))}, hive_partitioning = false)`;

/**
 * A Parquet file as a source of rows, in the order they stand in; types are those of {@link duckdbSource}.
 *
 * While drawing it throws {@link FileNotFoundError}, {@link FileReadError}, {@link UnknownColumnError}, and
 * {@link InvalidColumnError} for what a column cannot hold.
 */
export const parquetSource = (path: string, { columns, batchRows = 10_240 }: ParquetReadOptions = {}): TableSource => {
  const relation = relationOf(path);
  let plan: readonly ReadColumn[] | null = null;
  return {
    async *open() {
      if (!(await stat(path).catch(() => null))) throw new FileNotFoundError(path);
      const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false' });
      const connection = await instance.connect();
      try {
        plan ??= await planReading(connection, relation, chooseColumns(columns));
        yield* readBatches(connection, relation, plan, batchRows);
      } catch (cause) {
        throw toReadError(path, cause);
      } finally {
        connection.closeSync();
        instance.closeSync();
      }
    },
  };
};

/** A whole Parquet file; types and errors are those of {@link parquetSource}. */
export const readParquet = async (path: string, options: ParquetReadOptions = {}): Promise<Table> => {
  const batches: Table[] = [];
  for await (const batch of parquetSource(path, options).open()) batches.push(batch);
  return concatTables(batches);
};
