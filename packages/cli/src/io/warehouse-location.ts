import { UsageError } from '../errors/usage-error.js';
import { parseLocation } from './location.js';

/** A table that rows of a topic are landed in, as named on the command line. */
export type WarehouseLocation =
  | { readonly kind: 'duckdb'; readonly path: string; readonly table: string }
  | {
      readonly kind: 'snowflake';
      readonly account: string;
      readonly database: string;
      readonly schema: string;
      readonly table: string;
    };

/** Forms of names that are understood, for help and errors. */
export const warehouseForms = 'duckdb:FILE.db#table or snowflake://ACCOUNT/DATABASE/SCHEMA/TABLE';

const snowflakeLocation = (text: string): WarehouseLocation => {
  const parts = text.slice('snowflake://'.length).split('/');
  // Not repeated in the message: it may hold a password.
  if (parts[0]!.includes('@'))
    throw new UsageError(
      'A Snowflake place holds no user and no password: they are read from SNOWFLAKE_USER and SNOWFLAKE_PASSWORD. Write snowflake://ACCOUNT/DATABASE/SCHEMA/TABLE.',
    );
  let names: string[];
  try {
    names = parts.map(decodeURIComponent);
  } catch {
    names = [];
  }
  const [account, database, schema, table] = names;
  if (names.length !== 4 || !account || !database || !schema || !table)
    throw new UsageError(
      `"${text}" does not name a Snowflake table. Write snowflake://ACCOUNT/DATABASE/SCHEMA/TABLE, and %2F for a slash inside a name.`,
    );
  return { kind: 'snowflake', account, database, schema, table };
};

/** @throws {UsageError} for anything that is no table of a warehouse */
export const parseWarehouse = (text: string): WarehouseLocation => {
  if (text.startsWith('snowflake://')) return snowflakeLocation(text);
  if (text.startsWith('duckdb:')) {
    const location = parseLocation(text);
    if (location.kind === 'duckdb') return location;
  }
  throw new UsageError(`"${text}" is no table of a warehouse. Use ${warehouseForms}.`);
};

/** How a warehouse's table is called in messages. */
export const warehouseName = (location: WarehouseLocation): string =>
  location.kind === 'duckdb'
    ? `table "${location.table}" of ${location.path}`
    : `table "${location.table}" of Snowflake ${location.account}, ${location.database}.${location.schema}`;
