import type { SnowflakeSinkOptions } from '../../src/options.js';
import { openReader, type Reader } from './reader.js';
import { type SnowflakeServer, startSnowflakeServer } from './snowflake-server.js';

/** Where the suite lands rows: the stand-in, or a real account when SNOWFLAKE_TEST_ACCOUNT and the rest are set. */
export interface TestTarget {
  /** Options of a sink but for the table. */
  readonly options: Omit<SnowflakeSinkOptions, 'table'>;
  readonly reader: Reader;
  /** null on a real account. */
  readonly server: SnowflakeServer | null;
  /** Quoted name of a table. */
  tableSql(table: string): string;
  close(): Promise<void>;
}

const realOptions = (): Omit<SnowflakeSinkOptions, 'table'> | null => {
  const value = (name: string): string | undefined => process.env[`SNOWFLAKE_TEST_${name}`] || undefined;
  const [account, username, password, database, schema] = ['ACCOUNT', 'USER', 'PASSWORD', 'DATABASE', 'SCHEMA'].map(
    value,
  );
  if (!account || !username || !password || !database || !schema) return null;
  const warehouse = value('WAREHOUSE');
  return { account, username, password, database, schema, ...(warehouse !== undefined && { warehouse }) };
};

/** Several names in a row on a real account do not meet those of another run. */
export const tablePrefix = `cvd_test_${Date.now().toString(36)}_`;

export const openTarget = async (): Promise<TestTarget> => {
  const real = realOptions();
  const server = real === null ? await startSnowflakeServer() : null;
  const options = real ?? server!.options;
  const reader = await openReader({ ...options });
  const quoted = (table: string): string => `"${options.database}"."${options.schema}"."${table}"`;
  return {
    options,
    reader,
    server,
    tableSql: quoted,
    async close() {
      await reader.close();
      await server?.stop();
    },
  };
};
