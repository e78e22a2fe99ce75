import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { inspect } from 'node:util';
import { CvdError } from '@cvd/core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type SnowflakeSinkOptions, snowflakeSink } from '../src/index.js';
import { batchFrom } from './support/batches.js';
import { type SnowflakeServer, startSnowflakeServer } from './support/snowflake-server.js';

const PASSWORD = 'pass "word" & secret/1';
const TOKEN = 'token-secret-2';
const PASSPHRASE = 'phrase-secret-3';
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const encrypted = privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: PASSPHRASE })
  .toString();

let server: SnowflakeServer;
beforeAll(async () => {
  server = await startSnowflakeServer({
    users: {
      P: { password: PASSWORD },
      K: { publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() },
      T: { token: TOKEN },
    },
  });
});
afterAll(() => server.stop());
afterEach(() => server.clearFaults());

const optionsOf = (login: Partial<SnowflakeSinkOptions>): SnowflakeSinkOptions => {
  const { password: _, ...options } = server.options;
  return { ...options, table: 'T', retry: { attempts: 2, firstDelayMs: 5, maxDelayMs: 5 }, ...login };
};

const logins: [string, Partial<SnowflakeSinkOptions>, string][] = [
  ['a password', { username: 'P', password: PASSWORD }, 'SNOWFLAKE'],
  ['a key', { username: 'K', privateKey: pem }, 'SNOWFLAKE_JWT'],
  ['an encrypted key', { username: 'K', privateKey: encrypted, passphrase: PASSPHRASE }, 'SNOWFLAKE_JWT'],
  ['an OAuth token', { username: 'T', token: TOKEN }, 'OAUTH'],
  [
    'a programmatic access token',
    { username: 'T', token: TOKEN, tokenKind: 'programmatic-access-token' },
    'PROGRAMMATIC_ACCESS_TOKEN',
  ],
];

const secrets = [PASSWORD, TOKEN, PASSPHRASE, ...pem.split('\n').filter((line) => /^[\w+/=]{20,}$/.test(line))].flatMap(
  (secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)],
);

const assertNoSecret = (text: string): void => {
  for (const secret of secrets) expect(text.includes(secret), `a secret in: ${text.slice(0, 300)}`).toBe(false);
};

describe.each(logins)('with %s', (name, login, authenticator) => {
  it('rows are landed', async () => {
    const sink = snowflakeSink(optionsOf(login));
    await sink.open();
    expect((await sink.write(batchFrom(0, 5, { runId: name }))).written).toBe(5);
    server.sessions.kill();
    expect((await sink.write(batchFrom(5, 5, { runId: name }))).written).toBe(5);
    await sink.close();
    const tried = server.requests.filter(({ kind, body }) => {
      const data = (body.data ?? {}) as Record<string, unknown>;
      return kind === 'login' && data.LOGIN_NAME === login.username && data.AUTHENTICATOR === authenticator;
    });
    expect(tried.length).toBeGreaterThanOrEqual(2); // one at open, one after the sessions were gone
  });

  it('no error, output or file shows a secret', async () => {
    const output: string[] = [];
    const spies = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        output.push(String(chunk));
        return true;
      }),
    );
    const errors: unknown[] = [];
    const collect = async (work: Promise<unknown>) => void (await work.catch((error) => errors.push(error)));
    try {
      const { password = '', token = '', passphrase = '', privateKey: key = '' } = login;
      const own = [password, token, passphrase, key].filter((secret) => secret !== '');
      const tell = {
        message: `echo ${own.flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret)]).join(' ')}`,
      };
      for (const [on, code] of [
        ['login', '390100'],
        ['login', '390144'],
        ['query', '002003'],
        ['query', '100038'],
        ['query', '000603'],
        ['query', '001003'],
      ] as const) {
        const restore = server.inject({ on, times: 100, action: { kind: 'error', code, ...tell } });
        const sink = snowflakeSink(optionsOf(login));
        await collect(sink.open().then(() => sink.write(batchFrom(0, 1))));
        await sink.close();
        restore();
      }
      const status = server.inject({ on: 'login', times: 100, action: { kind: 'drop', when: 'before' } });
      await collect(snowflakeSink(optionsOf({ ...login, connectTimeoutMs: 200 })).open());
      status();
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
    expect(errors.length).toBe(7);
    for (const error of errors) {
      expect(CvdError.isInstance(error)).toBe(true);
      assertNoSecret(inspect(error, { depth: 12, showHidden: true }));
      assertNoSecret(JSON.stringify(error));
    }
    assertNoSecret(output.join(''));
    expect(existsSync('snowflake.log')).toBe(false);
  });
});

describe('a login', () => {
  it.each<[Partial<SnowflakeSinkOptions>]>([
    [{ username: 'P', password: 'wrong' }],
    [{ username: 'T', token: 'wrong' }],
    [{ username: 'NOBODY', password: PASSWORD }],
  ])('that is refused is told at open, at once: %#', async (login) => {
    const before = server.requests.length;
    const sink = snowflakeSink(optionsOf(login));
    await expect(sink.open()).rejects.toMatchObject({ code: 'CVD_SNOWFLAKE', kind: 'refused', retryable: false });
    await sink.close();
    const tries = server.requests.slice(before).filter(({ kind, body }) => {
      const data = (body.data ?? {}) as Record<string, unknown>;
      return kind === 'login' && (data.TOKEN ?? data.PASSWORD) === (login.token ?? login.password);
    });
    expect(tries.length).toBe(1);
  });

  it.each<[Partial<SnowflakeSinkOptions>, string]>([
    [{}, 'password'],
    [{ password: PASSWORD, token: TOKEN }, 'password'],
    [{ privateKey: `-----BEGIN ${PASSPHRASE}` }, 'privateKey'],
    [{ privateKey: encrypted }, 'privateKey'],
    [{ privateKey: encrypted, passphrase: `not ${PASSPHRASE}` }, 'privateKey'],
  ])('that cannot be tried is an invalid option: %#', (login, option) => {
    let problem: unknown;
    try {
      snowflakeSink(optionsOf({ username: 'K', ...login }));
    } catch (error) {
      problem = error;
    }
    expect(problem).toMatchObject({ code: 'CVD_INVALID_OPTION', option });
    assertNoSecret(inspect(problem, { depth: 12 }));
  });

  it('does not ask the cloud who this is, nor tell it what the options are', () => {
    expect(process.env.SNOWFLAKE_DISABLE_PLATFORM_DETECTION).toBe('true');
    expect(server.requests.filter(({ kind }) => kind === 'telemetry')).toEqual([]);
  });

  it('ends its session when the sink is closed', async () => {
    const own = await startSnowflakeServer();
    const sink = snowflakeSink({ ...own.options, table: 'T' });
    await sink.open();
    expect(own.sessions.counts()).toEqual({ logins: 1, up: 1 });
    await sink.close();
    expect(own.sessions.counts()).toEqual({ logins: 1, up: 0 });
    await own.stop();
  });
});
