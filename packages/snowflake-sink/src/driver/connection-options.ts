import { createPrivateKey } from 'node:crypto';
import { InvalidOptionError } from '@cvd/core';
import type { SnowflakeAccount, SnowflakeTarget } from '../options.js';

/** The key as the driver wants it: PEM, PKCS #8, not encrypted. @throws {InvalidOptionError} that says nothing of the key */
const openKey = (privateKey: string, passphrase: string | undefined): string => {
  try {
    const key = createPrivateKey({ key: privateKey, ...(passphrase !== undefined && { passphrase }) });
    return key.export({ type: 'pkcs8', format: 'pem' }).toString();
  } catch {
    throw new InvalidOptionError(
      'snowflakeSink',
      'privateKey',
      'cannot be read; give the key as PEM text (PKCS #8), and its passphrase where it is encrypted',
    );
  }
};

const login = (account: SnowflakeAccount): Record<string, unknown> => {
  if (account.privateKey !== undefined)
    return { authenticator: 'SNOWFLAKE_JWT', privateKey: openKey(account.privateKey, account.passphrase) };
  if (account.token !== undefined)
    return {
      authenticator: account.tokenKind === 'programmatic-access-token' ? 'PROGRAMMATIC_ACCESS_TOKEN' : 'OAUTH',
      token: account.token,
    };
  return { password: account.password };
};

/** What the driver's createConnection takes. @throws {InvalidOptionError} */
export const connectionOptions = (
  account: SnowflakeAccount & Partial<SnowflakeTarget>,
  keepAlive: boolean,
): Readonly<Record<string, unknown>> => ({
  account: account.account,
  username: account.username,
  ...login(account),
  ...(account.database !== undefined && { database: account.database }),
  ...(account.schema !== undefined && { schema: account.schema }),
  ...(account.warehouse !== undefined && { warehouse: account.warehouse }),
  ...(account.role !== undefined && { role: account.role }),
  ...(account.accessUrl !== undefined && { accessUrl: account.accessUrl }),
  application: 'cvd',
  clientSessionKeepAlive: keepAlive,
  clientSessionKeepAliveHeartbeatFrequency: 900,
  // Everything goes inline; above the threshold the driver would upload files to a stage.
  arrayBindingThreshold: 1_000_000_000,
  // Our own attempts are counted and bounded; the driver's are bounded by 300 s at least.
  sfRetryMaxLoginRetries: 1,
});
