import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snowflakeSink } from '../src/index.js';
import { accountFromEnvironment } from './support/account.js';
import { batchFrom } from './support/batches.js';
import { readLanded } from './support/landed-rows.js';
import { type SnowflakeServer, startSnowflakeServer } from './support/snowflake-server.js';
import { openTarget } from './support/target.js';

const whole = {
  SNOWFLAKE_TEST_ACCOUNT: 'org-account',
  SNOWFLAKE_TEST_USER: 'me',
  SNOWFLAKE_TEST_PASSWORD: 'pw',
  SNOWFLAKE_TEST_DATABASE: 'DB',
  SNOWFLAKE_TEST_SCHEMA: 'S',
};

describe('the account of the suite', () => {
  it('is none where nothing names one, whatever the library itself is told', () => {
    expect(accountFromEnvironment({})).toBeNull();
    expect(accountFromEnvironment({ SNOWFLAKE_TEST_ACCOUNT: '', SNOWFLAKE_ACCOUNT: 'production' })).toBeNull();
  });

  it('is what the variables say', () => {
    const options = { account: 'org-account', username: 'me', password: 'pw', database: 'DB', schema: 'S' };
    expect(accountFromEnvironment({ ...whole, SNOWFLAKE_ROLE: 'ADMIN', SNOWFLAKE_TEST_TABLE: 'T' })).toEqual(options);
    expect(accountFromEnvironment({ ...whole, SNOWFLAKE_TEST_WAREHOUSE: 'WH', SNOWFLAKE_TEST_ROLE: 'TESTER' })).toEqual(
      { ...options, warehouse: 'WH', role: 'TESTER' },
    );
    const { password: _, ...others } = options;
    expect(accountFromEnvironment({ ...whole, SNOWFLAKE_TEST_PASSWORD: '', SNOWFLAKE_TEST_TOKEN: 'token' })).toEqual({
      ...others,
      token: 'token',
    });
  });

  it.each([
    [{ SNOWFLAKE_TEST_SCHEMA: '' }, 'SNOWFLAKE_TEST_SCHEMA'],
    [{ SNOWFLAKE_TEST_ACCOUNT: '', SNOWFLAKE_TEST_USER: '' }, 'SNOWFLAKE_TEST_ACCOUNT; SNOWFLAKE_TEST_USER'],
    [
      { SNOWFLAKE_TEST_PASSWORD: '' },
      'SNOWFLAKE_TEST_PASSWORD, SNOWFLAKE_TEST_PRIVATE_KEY_PATH or SNOWFLAKE_TEST_TOKEN',
    ],
  ])('must be named whole, so that nothing passes without it: %o', (less, missing) => {
    expect(() => accountFromEnvironment({ ...whole, ...less })).toThrow(`set, and not ${missing}`);
    expect(() => accountFromEnvironment({ ...whole, ...less })).not.toThrow('pw');
  });
});

describe('a suite that is given an account', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let server: SnowflakeServer;
  beforeAll(async () => {
    server = await startSnowflakeServer({
      users: { K: { publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() } },
    });
  });
  afterAll(() => server.stop());

  it('lands its rows there, reads them there, and takes its tables away', async () => {
    const target = await openTarget({
      SNOWFLAKE_TEST_ACCOUNT: 'account',
      SNOWFLAKE_TEST_USER: 'K',
      SNOWFLAKE_TEST_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      SNOWFLAKE_TEST_DATABASE: server.options.database,
      SNOWFLAKE_TEST_SCHEMA: server.options.schema,
      SNOWFLAKE_TEST_ACCESS_URL: server.url,
    });
    expect(target.server).toBeNull();
    const sink = snowflakeSink({ ...target.options, table: 'T' });
    await sink.open();
    await sink.write(batchFrom(0, 3));
    await sink.close();
    expect(await server.query('SELECT count(*) FROM "CARDIOVASCULAR_DB"."SYNTHETIC_DATA"."T"')).toEqual([[3n]]);
    expect((await readLanded(target.reader, target.tableSql('T'))).length).toBe(3);
    await target.close();
    await expect(server.query('SELECT * FROM "CARDIOVASCULAR_DB"."SYNTHETIC_DATA"."T"')).rejects.toThrow('not exist');
  });
});
