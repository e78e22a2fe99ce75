import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cvd, cvdSmall } from './support/cvd.js';
import { temporaryFolder } from './support/folder.js';

const folder = temporaryFolder();
const model = join(folder, 'model.cvd');
let nobody: string;

beforeAll(async () => {
  const { code, stderr } = await cvd(['fit', cvdSmall, '--seed', '7', '--out', model]);
  expect(code, stderr).toBe(0);
  mkdirSync(join(folder, 'models'));
  // A port that was free a moment ago: nothing listens there.
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  nobody = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  await new Promise((resolve) => server.close(resolve));
});

const from = 'kafka://127.0.0.1:9092/rows?group=g';
const to = 'duckdb:rows.db#rows';
const work = ['work', '--models', 'models'];

describe('wrong use of consume, request and work ends with 2', () => {
  it.each<[name: string, args: string[], says: RegExp]>([
    ['no group', ['consume', '--from', 'kafka://a/rows', '--to', to], /\?group=NAME/],
    ['no topic', ['consume', '--from', 'kafka://a?group=g', '--to', to], /names no topic/],
    ['another parameter', ['consume', '--from', 'kafka://a/t?groups=g', '--to', to], /understood here: group/],
    ['a file to land in', ['consume', '--from', from, '--to', 'rows.csv'], /no table of a warehouse.*snowflake:\/\//],
    [
      'half a Snowflake table',
      ['consume', '--from', from, '--to', 'snowflake://a/b'],
      /ACCOUNT\/DATABASE\/SCHEMA\/TABLE/,
    ],
    ['no user', ['consume', '--from', from, '--to', 'snowflake://a/b/c/d'], /SNOWFLAKE_USER/],
    ['a batch of none', ['consume', '--from', from, '--to', to, '--batch-rows', '0'], /--batch-rows 0/],
    ['a client that is none', ['consume', '--from', from, '--to', to, '--client', 'x'], /kafkajs, platformatic/],
    ['no time', ['consume', '--from', from, '--to', to, '--drain-seconds', '0'], /--drain-seconds 0/],
    ['rows that are no number', ['request', model, '--rows', 'all', '--to', 'kafka://a/r'], /--rows all/],
    ['rows below none', ['request', model, '--rows', '-1', '--to', 'kafka://a/r'], /rows/],
    ['empty shards', ['request', model, '--rows', '1', '--shard-rows', '0', '--to', 'kafka://a/r'], /--shard-rows 0/],
    ['a run that is none', ['request', model, '--rows', '1', '--run-id', 'x', '--to', 'kafka://a/r'], /--run-id x/],
    ['a name no worker takes', ['request', model, '--rows', '1', '--as', '../x', '--to', 'kafka://a/r'], /"\.\.\/x"/],
    ['requests to a file', ['request', model, '--rows', '1', '--to', 'requests.json'], /names no topic/],
    ['a prefix that is none', [...work, '--from', from, '--to', 'kafka://a/t', '--allow-url', 'http://a/'], /https/],
    ['no folder', ['work', '--from', from, '--to', 'kafka://a/t'], /--models/],
    ['work without a group', [...work, '--from', 'kafka://a/r', '--to', 'kafka://a/t'], /\?group=NAME/],
    ['work into a file', [...work, '--from', from, '--to', 'rows.csv'], /names no topic/],
  ])('%s', async (_, args, says) => {
    const { code, stdout, stderr } = await cvd(args, {
      cwd: folder,
      env: { SNOWFLAKE_USER: '', SNOWFLAKE_PASSWORD: '' },
    });
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect([code, stdout]).toEqual([2, '']);
  });

  it('shows no password', async () => {
    for (const args of [
      ['consume', '--from', 'kafka://me:hunter2@a/rows?group=g', '--to', to],
      ['consume', '--from', from, '--to', 'snowflake://me:hunter2@a/b/c/d'],
    ]) {
      const { code, stderr } = await cvd(args, { cwd: folder });
      expect(code).toBe(2);
      expect(stderr).not.toContain('hunter2');
    }
  });
});

describe('a broker that does not answer', () => {
  it.each<[name: string, args: (broker: string) => string[]]>([
    ['consume', (broker) => ['consume', '--from', `kafka://${broker}/rows?group=g`, '--to', to]],
    [
      'consume, through another client',
      (broker) => ['consume', '--client', 'platformatic', '--from', `kafka://${broker}/rows?group=g`, '--to', to],
    ],
    ['request', (broker) => ['request', model, '--rows', '10', '--to', `kafka://${broker}/requests`]],
    ['work', (broker) => [...work, '--from', `kafka://${broker}/r?group=g`, '--to', `kafka://${broker}/rows`]],
  ])('is named by %s, which ends with 1', async (_, args) => {
    const { code, stderr } = await cvd(args(nobody), { cwd: folder });
    expect(stderr).toContain(nobody);
    expect(stderr).toContain('[CVD_KAFKA]');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
  });
});
