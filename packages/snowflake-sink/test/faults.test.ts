import { CvdError } from '@cvd/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type SnowflakeError, type SnowflakeSinkOptions, snowflakeSink } from '../src/index.js';
import { batchFrom, RUN } from './support/batches.js';
import type { Fault, FaultAction } from './support/faults.js';
import { type SnowflakeServer, startSnowflakeServer } from './support/snowflake-server.js';

const retry = { attempts: 5, firstDelayMs: 10, maxDelayMs: 50 };
const landing = /^(MERGE INTO|INSERT INTO) .*"T"/s;

let server: SnowflakeServer;
let forgetful: SnowflakeServer;
beforeAll(async () => {
  server = await startSnowflakeServer();
  forgetful = await startSnowflakeServer({ remembersRequests: false });
});
afterAll(async () => {
  await server.stop();
  await forgetful.stop();
});

const target = '"CARDIOVASCULAR_DB"."SYNTHETIC_DATA"."T"';
const dropAll = async (on: SnowflakeServer): Promise<void> => {
  on.clearFaults();
  on.sessions.kill(); // the driver may still send a statement that a test has given up, which must not land in the next one
  await on.sql('DROP TABLE IF EXISTS "CARDIOVASCULAR_DB"."SYNTHETIC_DATA"."T"');
  await on.sql('DROP TABLE IF EXISTS "CARDIOVASCULAR_DB"."SYNTHETIC_DATA"."cvd_runs"');
};
afterEach(async () => {
  await dropAll(server);
  await dropAll(forgetful);
});

const sinkOn = (on: SnowflakeServer, options: Partial<SnowflakeSinkOptions> = {}) =>
  snowflakeSink({ ...on.options, table: 'T', retry, ...options });

/** (run id, row index, number, text) of every row, in order. */
const landed = async (on: SnowflakeServer) =>
  (await on.query(`SELECT "_run_id", "_row_index", "number", "text" FROM ${target} ORDER BY 1, 2`)).map((row) =>
    row.map(String),
  );

const expected = (start: number, rows: number) =>
  Array.from({ length: rows }, (_, k) => [RUN, String(start + k), String((start + k) * 1.5), `text ${start + k}`]);

/** Lands two batches, the second under a fault, and a third that shares half of its rows with the second. */
const landUnder = async (
  on: SnowflakeServer,
  faults: readonly Fault[],
  options: Partial<SnowflakeSinkOptions> = {},
) => {
  const sink = sinkOn(on, options);
  await sink.open();
  const receipts = [await sink.write(batchFrom(0, 10))];
  const met = on.faultsMet();
  for (const fault of faults) on.inject({ sql: landing, ...fault });
  receipts.push(await sink.write(batchFrom(10, 10)));
  const times = faults.reduce((sum, fault) => sum + (fault.times ?? 1), 0);
  expect(on.faultsMet() - met, 'faults met').toBe(times);
  receipts.push(await sink.write(batchFrom(15, 10)));
  await sink.close();
  return receipts;
};

const allLanded = [
  { written: 10, refused: 0 },
  { written: 10, refused: 0 },
  { written: 5, refused: 5 },
];

const error = (code: string, more: Partial<FaultAction & { kind: 'error' }> = {}): Fault => ({
  action: { kind: 'error', code, ...more },
});

describe('while a batch is written', () => {
  it.each<[string, readonly Fault[]]>([
    ['no session', [error('390111')]],
    ['an invalid token', [error('390104')]],
    ['an invalid token, as HTTP 401', [error('390104', { status: 401 })]],
    ['an expired master token', [error('390114')]],
    ['a session token that expires and is renewed', [error('390112')]],
    [
      'a session token that expires and is not renewed',
      [error('390112'), { on: 'token', sql: /^/, action: { kind: 'error', code: '390114' } }],
    ],
    ['too many waiters for the lock', [error('000625', { sqlState: '57014' })]],
    ['three times too many waiters', [{ ...error('000625'), times: 3 }]],
    ['an internal error', [error('000603', { sqlState: 'XX000' })]],
    ['a statement over the time of the warehouse', [error('000630', { sqlState: '57014' })]],
    ['someone else who cancels', [error('000604', { sqlState: '57014' })]],
    ['HTTP 503', [{ action: { kind: 'status', status: 503 } }]],
    ['HTTP 500', [{ action: { kind: 'status', status: 500 } }]],
    ['a socket cut before the statement', [{ action: { kind: 'drop', when: 'before' } }]],
    ['a socket cut after the statement', [{ action: { kind: 'drop', when: 'after' } }]],
    ['sessions lost twice, then waiters', [{ ...error('390111'), times: 2 }, error('000625')]],
  ])('%s: every row lands once and is counted', async (_, faults) => {
    expect(await landUnder(server, faults)).toEqual(allLanded);
    expect(await landed(server)).toEqual(expected(0, 25));
  });

  it('a socket cut after the statement, by a server that knows no request ids: counted by the stamp', async () => {
    expect(await landUnder(forgetful, [{ action: { kind: 'drop', when: 'after' } }])).toEqual(allLanded);
    expect(await landed(forgetful)).toEqual(expected(0, 25));
  });

  it.each<[string, Fault]>([
    ['no session', error('390111')],
    ['a socket cut after the statement', { action: { kind: 'drop', when: 'after' } }],
  ])('%s, with insert-not-exists: every row lands once and is counted', async (_, fault) => {
    expect(await landUnder(forgetful, [fault], { writeMode: 'insert-not-exists' })).toEqual(allLanded);
    expect(await landed(forgetful)).toEqual(expected(0, 25));
  });
});

describe('time', () => {
  it('a statement over its time is cancelled and sent again, on a new connection', async () => {
    const before = server.sessions.counts().logins;
    const hold: Fault = { action: { kind: 'wait', when: 'before', for: new Promise(() => {}) } };
    expect(await landUnder(server, [hold], { statementTimeoutMs: 300 })).toEqual(allLanded);
    expect(await landed(server)).toEqual(expected(0, 25));
    expect(server.requests.some(({ kind }) => kind === 'abort')).toBe(true);
    expect(server.sessions.counts().logins).toBeGreaterThan(before);
  });

  it('a statement that was done while it was cancelled counts as done', async () => {
    const slow: Fault = { action: { kind: 'wait', when: 'after', for: 600 } };
    expect(await landUnder(server, [slow], { statementTimeoutMs: 300 })).toEqual(allLanded);
    expect(await landed(server)).toEqual(expected(0, 25));
  });

  it('a statement that comes to life after its successor has landed the batch lands nothing', async () => {
    let release = (): void => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const zombie: Fault = { action: { kind: 'wait', when: 'before', for: gate, deaf: true } };
    expect(await landUnder(forgetful, [zombie], { statementTimeoutMs: 300 })).toEqual(allLanded);
    const merges = forgetful.executed();
    release();
    while (forgetful.executed() === merges) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await landed(forgetful)).toEqual(expected(0, 25));
  });

  it('the warehouse is told the limit too', async () => {
    await landUnder(server, [], { statementTimeoutMs: 4321 });
    const merge = server.requests.filter(({ sql }) => landing.test(sql)).at(-1)!;
    expect(merge.body.parameters).toEqual({ STATEMENT_TIMEOUT_IN_SECONDS: 5 });
  });

  it('a signal stops a write that waits, and the next write goes on', async () => {
    const sink = sinkOn(server);
    await sink.open();
    await sink.write(batchFrom(0, 10));
    server.inject({ sql: landing, action: { kind: 'wait', when: 'before', for: new Promise(() => {}) } });
    const controller = new AbortController();
    const write = sink.write(batchFrom(10, 10), { signal: controller.signal });
    setTimeout(() => controller.abort(), 200);
    await expect(write).rejects.toMatchObject({ code: 'CVD_ABORTED' });
    expect(await landed(server)).toEqual(expected(0, 10));
    expect(await sink.write(batchFrom(10, 10))).toEqual({ written: 10, refused: 0 });
    await sink.close();
    expect(await landed(server)).toEqual(expected(0, 20));
  });

  it('a warehouse that is away for a while is waited for', async () => {
    const sink = sinkOn(server, {
      connectTimeoutMs: 500,
      statementTimeoutMs: 500,
      retry: { attempts: 20, firstDelayMs: 100, maxDelayMs: 300 },
    });
    await sink.open();
    await sink.write(batchFrom(0, 10));
    await server.pause();
    const write = sink.write(batchFrom(10, 10));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await server.resume();
    expect(await write).toEqual({ written: 10, refused: 0 });
    await sink.close();
    expect(await landed(server)).toEqual(expected(0, 20));
  });

  it('one that stays away is a typed error that may be tried again', async () => {
    const sink = sinkOn(server, { connectTimeoutMs: 300, statementTimeoutMs: 300, retry: { ...retry, attempts: 2 } });
    await sink.open();
    await sink.write(batchFrom(0, 10));
    await server.pause();
    await expect(sink.write(batchFrom(10, 10))).rejects.toMatchObject({
      code: 'CVD_SNOWFLAKE',
      kind: 'unreachable',
      retryable: true,
    });
    await server.resume();
    expect(await sink.write(batchFrom(10, 10))).toEqual({ written: 10, refused: 0 });
    await sink.close();
    expect(await landed(server)).toEqual(expected(0, 20));
  });
});

describe('what asking again cannot mend', () => {
  const refusedBy = async (fault: Fault): Promise<SnowflakeError> => {
    const sink = sinkOn(server);
    await sink.open();
    await sink.write(batchFrom(0, 10));
    server.inject({ sql: landing, times: 100, ...fault });
    const count = () => server.requests.filter(({ sql }) => landing.test(sql)).length;
    const before = count();
    const problem = await sink.write(batchFrom(10, 10)).then(
      () => {
        throw new Error('was written');
      },
      (thrown) => thrown,
    );
    expect(count() - before).toBe(1);
    expect(CvdError.isInstance(problem)).toBe(true);
    server.clearFaults();
    expect(await sink.write(batchFrom(10, 10))).toEqual({ written: 10, refused: 0 }); // the sink stays usable
    await sink.close();
    expect(await landed(server)).toEqual(expected(0, 20));
    return problem;
  };

  it.each<[string, string, string, object]>([
    ['a syntax error', '001003', '42000', { code: 'CVD_SNOWFLAKE', kind: 'statement', retryable: false }],
    ['a missing table', '002003', '42S02', { code: 'CVD_SNOWFLAKE', kind: 'missing', retryable: false }],
    ['no warehouse', '000606', '57P03', { code: 'CVD_SNOWFLAKE', kind: 'missing', retryable: false }],
    ['no grant', '003001', '42501', { code: 'CVD_SNOWFLAKE', kind: 'refused', retryable: false }],
    ['a resource monitor', '090073', '22000', { code: 'CVD_SNOWFLAKE', kind: 'refused', retryable: false }],
    ['a value that is not taken', '100038', '22018', { code: 'CVD_SINK_WRITE', retryable: false }],
  ])('%s is not asked again', async (_, code, sqlState, problem) => {
    expect(await refusedBy(error(code, { sqlState }))).toMatchObject(problem);
  });

  it.each([
    ['390100', 'wrong password'],
    ['390144', 'wrong key'],
    ['390318', 'old token'],
    ['390422', 'address not allowed'],
  ])('a login refused by %s (%s) is not asked again', async (code) => {
    const logins = () => server.requests.filter(({ kind }) => kind === 'login').length;
    const before = logins();
    server.inject({ on: 'login', times: 100, action: { kind: 'error', code } });
    await expect(sinkOn(server).open()).rejects.toMatchObject({
      code: 'CVD_SNOWFLAKE',
      kind: 'refused',
      serverCode: code,
    });
    expect(logins() - before).toBe(1);
  });

  it('a login that is refused in the middle of a write ends it', async () => {
    const sink = sinkOn(server);
    await sink.open();
    await sink.write(batchFrom(0, 10));
    server.sessions.kill();
    const restore = server.inject({ on: 'login', times: 100, action: { kind: 'error', code: '390100' } });
    await expect(sink.write(batchFrom(10, 10))).rejects.toMatchObject({ kind: 'refused' });
    restore();
    expect(await sink.write(batchFrom(10, 10))).toEqual({ written: 10, refused: 0 });
    await sink.close();
  });
});
