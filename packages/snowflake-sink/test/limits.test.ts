import { tableFromColumns } from '@cvd/core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type SnowflakeSinkOptions, snowflakeSink } from '../src/index.js';
import { batchFrom, batchOf } from './support/batches.js';
import { type SnowflakeServer, startSnowflakeServer } from './support/snowflake-server.js';
import { openTarget, tablePrefix } from './support/target.js';

let server: SnowflakeServer;
beforeAll(async () => {
  server = await startSnowflakeServer();
});
afterAll(() => server.stop());

describe('one request', () => {
  it('takes what its limit allows; more is refused with the number of rows that would fit, and nothing lands', async () => {
    const sink = snowflakeSink({ ...server.options, table: 'LIMIT', requestBytes: 20_000 });
    await sink.open();
    const problem = await sink.write(batchFrom(0, 1000)).catch((error) => error);
    expect(problem).toMatchObject({ code: 'CVD_SINK_WRITE', retryable: false });
    const rows = Number(/lower batchRows to (\d+)/.exec(problem.message)![1]);
    expect(await server.query('SELECT count(*) FROM "CARDIOVASCULAR_DB"."SYNTHETIC_DATA"."LIMIT"')).toEqual([[0n]]);
    expect(await sink.write(batchFrom(0, rows))).toEqual({ written: rows, refused: 0 });
    await sink.close();
    for (const { sql, body } of server.requests.filter(({ sql }) => /^MERGE/.test(sql)))
      expect(Buffer.byteLength(JSON.stringify(body)), sql).toBeLessThanOrEqual(20_000);
  });

  it('counts the backslashes that quotes take on their way', async () => {
    const sink = snowflakeSink({ ...server.options, table: 'QUOTES', requestBytes: 20_000 });
    await sink.open();
    const quotes = (rows: number) =>
      batchOf(tableFromColumns({ text: Array.from({ length: rows }, () => '"'.repeat(1000)) }));
    await expect(sink.write(quotes(8))).rejects.toMatchObject({ code: 'CVD_SINK_WRITE' }); // 8,000 quotes, 32,000 bytes
    await sink.close();
  });

  it('carries 20,000 rows', async () => {
    const target = await openTarget();
    const table = `${tablePrefix}many`;
    const many = target.tableSql(table);
    const sink = snowflakeSink({ ...target.options, table });
    await sink.open();
    expect(await sink.write(batchFrom(0, 20_000))).toEqual({ written: 20_000, refused: 0 });
    expect(await sink.write(batchFrom(10_000, 15_000))).toEqual({ written: 5000, refused: 10_000 });
    await sink.close();
    const sql = `SELECT count(*), count(DISTINCT "_row_index"), sum("number") FROM ${many}`;
    const [row] = await target.reader.rows(sql);
    expect(row!.map(Number)).toEqual([25_000, 25_000, (1.5 * 25_000 * 24_999) / 2]);
    await target.close();
  });
});

describe('options', () => {
  it.each<[string, Partial<SnowflakeSinkOptions> & Record<string, unknown>]>([
    ['account', { account: '' }],
    ['table', { table: 'cvd_runs' }],
    ['table', { table: 'n'.repeat(256) }],
    ['schema', { schema: '' }],
    ['columns', { columns: { topic: '_OFFSET' } }],
    ['columns.topic', { columns: { topic: '' } }],
    ['writeMode', { writeMode: 'copy' as never }],
    ['statementTimeoutMs', { statementTimeoutMs: 0 }],
    ['requestBytes', { requestBytes: 17_000_000 }],
    ['retry.attempts', { retry: { attempts: 0 } }],
    ['retry.firstDelayMs', { retry: { firstDelayMs: -1 } }],
  ])('%s is checked', (option, options) => {
    expect(() => snowflakeSink({ ...server.options, table: 'T', ...options })).toThrow(
      expect.objectContaining({ code: 'CVD_INVALID_OPTION', option }),
    );
  });
});

describe('without snowflake-sdk', () => {
  it('open says what to install', async () => {
    vi.resetModules();
    vi.doMock('snowflake-sdk', () => {
      throw new Error('Cannot find package');
    });
    const fresh = await import('../src/index.js');
    const sink = fresh.snowflakeSink({ ...server.options, table: 'T' });
    await expect(sink.open()).rejects.toMatchObject({ code: 'CVD_MISSING_PEER', peer: 'snowflake-sdk' });
    await sink.close();
    vi.doUnmock('snowflake-sdk');
  });
});
