import type { Sink } from '@cvd/core';
import type { SnowflakeSinkOptions } from '@cvd/snowflake-sink';
import { UsageError } from '../errors/usage-error.js';
import { duckdbPackage } from './duckdb-package.js';
import { snowflakePackage } from './snowflake-package.js';
import type { WarehouseLocation } from './warehouse-location.js';

/** A warehouse's table, and the batches that suit it. */
export interface Warehouse {
  readonly sink: Sink;
  readonly batchRows: number;
  readonly maxWaitMs: number;
  /** Writes under way at the same time, at most. */
  readonly concurrency: number;
}

/** @throws {UsageError} naming the variables that are not set */
const checkLogin = (environment: NodeJS.ProcessEnv): void => {
  if (!environment.SNOWFLAKE_USER)
    throw new UsageError('Set SNOWFLAKE_USER: who asks Snowflake comes from the environment alone.');
  const secrets = ['SNOWFLAKE_PASSWORD', 'SNOWFLAKE_PRIVATE_KEY_PATH', 'SNOWFLAKE_PRIVATE_KEY', 'SNOWFLAKE_TOKEN'];
  if (!secrets.some((name) => environment[name]))
    throw new UsageError(`Set one of ${secrets.join(', ')}: Snowflake asks for it.`);
};

/**
 * The table named on the command line; nothing is opened yet. Who asks, and with what secret, comes from the environment.
 * @throws {MissingPeerError | UsageError}
 */
export const openWarehouse = async (location: WarehouseLocation): Promise<Warehouse> => {
  if (location.kind === 'duckdb') {
    const { duckdbSink } = await duckdbPackage('Writing to DuckDB');
    const sink = duckdbSink({ path: location.path, table: location.table });
    return { sink, batchRows: 100, maxWaitMs: 1000, concurrency: 4 };
  }
  const { snowflakeOptionsFromEnvironment, snowflakeSink } = await snowflakePackage();
  const { account, database, schema, table } = location;
  checkLogin(process.env);
  const options = { ...snowflakeOptionsFromEnvironment(), account, database, schema, table };
  // Every statement wakes the warehouse and waits for the table's lock: few and large ones.
  return { sink: snowflakeSink(options as SnowflakeSinkOptions), batchRows: 10_000, maxWaitMs: 10_000, concurrency: 4 };
};
