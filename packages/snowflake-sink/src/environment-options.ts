import { readFileSync } from 'node:fs';
import { FileReadError, InvalidOptionError } from '@cvd/core';
import type { SnowflakeSinkOptions } from './options.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment says of an account and a table; what it does not say is left to be given. */
export type EnvironmentOptions = Partial<SnowflakeSinkOptions>;

const readKey = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new FileReadError(path, 'the private key named by SNOWFLAKE_PRIVATE_KEY_PATH cannot be read', { cause });
  }
};

const tokenKinds: readonly NonNullable<SnowflakeSinkOptions['tokenKind']>[] = ['oauth', 'programmatic-access-token'];

const readTokenKind = (text: string | undefined): SnowflakeSinkOptions['tokenKind'] => {
  const kind = tokenKinds.find((known) => known === text);
  if (text !== undefined && kind === undefined)
    throw new InvalidOptionError(
      'snowflakeSink',
      'tokenKind',
      `must be ${tokenKinds.join(' or ')}; SNOWFLAKE_TOKEN_KIND is ${JSON.stringify(text)}`,
    );
  return kind;
};

/**
 * Options from SNOWFLAKE_ACCOUNT, _USER, _PASSWORD, _PRIVATE_KEY or _PRIVATE_KEY_PATH (with _PRIVATE_KEY_PASSPHRASE), _TOKEN
 * (with _TOKEN_KIND), _WAREHOUSE, _DATABASE, _SCHEMA, _TABLE, _ROLE and _ACCESS_URL; empty ones count as not set. Where several logins are set, the key is
 * taken before the token and the token before the password.
 * @throws {FileReadError} for a key file that cannot be read
 * @throws {InvalidOptionError} when a key is given both ways, or for a kind of token that there is not
 * @example snowflakeSink({ ...snowflakeOptionsFromEnvironment(), table: 'PATIENT_DATA' } as SnowflakeSinkOptions);
 */
export const snowflakeOptionsFromEnvironment = (environment: Environment = process.env): EnvironmentOptions => {
  const value = (name: string): string | undefined => environment[`SNOWFLAKE_${name}`] || undefined;
  const keyPath = value('PRIVATE_KEY_PATH');
  const keyText = value('PRIVATE_KEY');
  if (keyPath !== undefined && keyText !== undefined)
    throw new InvalidOptionError(
      'snowflakeSink',
      'privateKey',
      'is set by SNOWFLAKE_PRIVATE_KEY and by SNOWFLAKE_PRIVATE_KEY_PATH; set one of them',
    );
  const privateKey = keyPath === undefined ? keyText : readKey(keyPath);
  const token = privateKey === undefined ? value('TOKEN') : undefined;
  const password = privateKey === undefined && token === undefined ? value('PASSWORD') : undefined;
  const options = {
    account: value('ACCOUNT'),
    username: value('USER'),
    password,
    privateKey,
    passphrase: privateKey === undefined ? undefined : value('PRIVATE_KEY_PASSPHRASE'),
    token,
    tokenKind: token === undefined ? undefined : readTokenKind(value('TOKEN_KIND')),
    warehouse: value('WAREHOUSE'),
    database: value('DATABASE'),
    schema: value('SCHEMA'),
    table: value('TABLE'),
    role: value('ROLE'),
    accessUrl: value('ACCESS_URL'),
  };
  return Object.fromEntries(Object.entries(options).filter(([, given]) => given !== undefined));
};
