import { snowflakeOptionsFromEnvironment } from '../../src/environment-options.js';
import type { SnowflakeSinkOptions } from '../../src/options.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Options of a sink but for the table. */
export type AccountOptions = Omit<SnowflakeSinkOptions, 'table'>;

const PREFIX = 'SNOWFLAKE_TEST_';

const required = { account: 'ACCOUNT', username: 'USER', database: 'DATABASE', schema: 'SCHEMA' } as const;

/**
 * The account that SNOWFLAKE_TEST_ACCOUNT, _USER, _DATABASE, _SCHEMA, one of _PASSWORD, _PRIVATE_KEY, _PRIVATE_KEY_PATH (with
 * _PRIVATE_KEY_PASSPHRASE) and _TOKEN (with _TOKEN_KIND), and if need be _WAREHOUSE, _ROLE and _ACCESS_URL name: they are read as the library reads the
 * same names without TEST. null where none of them is set.
 * @throws {Error} naming what is missing where only some are set: a suite that was meant for an account must not pass without one
 */
export const accountFromEnvironment = (environment: Environment): AccountOptions | null => {
  const given = Object.entries(environment).filter(([name, value]) => name.startsWith(PREFIX) && value);
  if (given.length === 0) return null;
  const { table: _, ...options } = snowflakeOptionsFromEnvironment(
    Object.fromEntries(given.map(([name, value]) => [`SNOWFLAKE_${name.slice(PREFIX.length)}`, value])),
  );
  const missing = Object.entries(required)
    .filter(([option]) => options[option as keyof typeof required] === undefined)
    .map(([, name]) => PREFIX + name);
  if (options.password === undefined && options.privateKey === undefined && options.token === undefined)
    missing.push(`${PREFIX}PASSWORD, ${PREFIX}PRIVATE_KEY_PATH or ${PREFIX}TOKEN`);
  if (missing.length > 0)
    throw new Error(`${given.map(([name]) => name).join(', ')} set, and not ${missing.join('; ')}`);
  return options as AccountOptions;
};
