import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { snowflakeOptionsFromEnvironment } from './environment-options.js';

describe('snowflakeOptionsFromEnvironment', () => {
  it('takes what is set and leaves out what is not', () => {
    expect(
      snowflakeOptionsFromEnvironment({
        SNOWFLAKE_ACCOUNT: 'org-account',
        SNOWFLAKE_USER: 'me',
        SNOWFLAKE_PASSWORD: 'pw',
        SNOWFLAKE_WAREHOUSE: 'WH',
        SNOWFLAKE_DATABASE: 'DB',
        SNOWFLAKE_SCHEMA: 'S',
        SNOWFLAKE_TABLE: 'T',
        SNOWFLAKE_ROLE: '',
      }),
    ).toEqual({
      account: 'org-account',
      username: 'me',
      password: 'pw',
      warehouse: 'WH',
      database: 'DB',
      schema: 'S',
      table: 'T',
    });
    expect(snowflakeOptionsFromEnvironment({})).toEqual({});
  });

  it('takes one login: the key before the token before the password', () => {
    const all = {
      SNOWFLAKE_PASSWORD: 'pw',
      SNOWFLAKE_TOKEN: 'token',
      SNOWFLAKE_PRIVATE_KEY: 'key',
      SNOWFLAKE_PRIVATE_KEY_PASSPHRASE: 'phrase',
    };
    expect(snowflakeOptionsFromEnvironment(all)).toEqual({ privateKey: 'key', passphrase: 'phrase' });
    expect(snowflakeOptionsFromEnvironment({ ...all, SNOWFLAKE_PRIVATE_KEY: '' })).toEqual({ token: 'token' });
  });

  it('is told what a token is', () => {
    const told = (kind: string) => ({ SNOWFLAKE_TOKEN: 'token', SNOWFLAKE_TOKEN_KIND: kind });
    const kind = 'programmatic-access-token';
    expect(snowflakeOptionsFromEnvironment(told(kind))).toEqual({ token: 'token', tokenKind: kind });
    expect(snowflakeOptionsFromEnvironment({ SNOWFLAKE_PASSWORD: 'pw', SNOWFLAKE_TOKEN_KIND: kind })).toEqual({
      password: 'pw',
    });
    expect(() => snowflakeOptionsFromEnvironment(told('PAT'))).toThrow(
      expect.objectContaining({ code: 'CVD_INVALID_OPTION', option: 'tokenKind' }),
    );
  });

  it('reads a key file, and says which one it cannot read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cvd-snowflake-'));
    const path = join(folder, 'key.p8');
    writeFileSync(path, 'PEM');
    expect(snowflakeOptionsFromEnvironment({ SNOWFLAKE_PRIVATE_KEY_PATH: path })).toEqual({ privateKey: 'PEM' });
    expect(() =>
      snowflakeOptionsFromEnvironment({ SNOWFLAKE_PRIVATE_KEY_PATH: path, SNOWFLAKE_PRIVATE_KEY: 'x' }),
    ).toThrow(expect.objectContaining({ code: 'CVD_INVALID_OPTION' }));
    rmSync(folder, { recursive: true });
    expect(() => snowflakeOptionsFromEnvironment({ SNOWFLAKE_PRIVATE_KEY_PATH: path })).toThrow(
      expect.objectContaining({ code: 'CVD_FILE_READ', path }),
    );
  });
});
