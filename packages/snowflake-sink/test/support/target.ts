import { quoteIdentifier } from '@cvd/core';
import { vi } from 'vitest';
import { connectionOptions } from '../../src/driver/connection-options.js';
import { type AccountOptions, accountFromEnvironment } from './account.js';
import { openReader, type Reader } from './reader.js';
import { type SnowflakeServer, startSnowflakeServer } from './snowflake-server.js';

/** Where the suite lands rows: the stand-in, or a real account where the environment names one (account.ts). */
export interface TestTarget {
  /** Options of a sink but for the table. */
  readonly options: AccountOptions;
  readonly reader: Reader;
  /** null on a real account. */
  readonly server: SnowflakeServer | null;
  /** Quoted name of a table, and from then on one that `close` drops. */
  tableSql(table: string): string;
  close(): Promise<void>;
}

/** Whether the suite runs against a real account, where no fault can be provoked and nothing be seen of the requests. */
export const onAccount = accountFromEnvironment(process.env) !== null;

// A warehouse may have to be resumed, and a statement takes the time it takes.
if (onAccount) vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/** Names on a real account do not meet those of another run. */
export const tablePrefix = `cvd_test_${Date.now().toString(36)}_${process.pid.toString(36)}_`;

export const openTarget = async (environment = process.env): Promise<TestTarget> => {
  const real = accountFromEnvironment(environment);
  const server = real === null ? await startSnowflakeServer() : null;
  const options = real ?? server!.options;
  const reader = await openReader(connectionOptions(options, false));
  const tables = new Set<string>();
  return {
    options,
    reader,
    server,
    tableSql(table) {
      const name = [options.database, options.schema, table].map(quoteIdentifier).join('.');
      tables.add(name);
      return name;
    },
    async close() {
      for (const table of tables) await reader.rows(`DROP TABLE IF EXISTS ${table}`);
      await reader.close();
      await server?.stop();
    },
  };
};
