import { join } from 'node:path';
import { type CellValue, parseNdjson } from '@cvd/core';
import { readDuckdb } from '@cvd/duckdb-sink';
import { beforeAll, describe, expect, it } from 'vitest';
import { cvd, cvdSmall, jsonLines } from '../packages/cli/test/support/cvd.js';
import { temporaryFolder } from '../packages/cli/test/support/folder.js';
import { describeKafka, sharedBroker } from '../packages/kafka-sink/test/support/broker.js';
import { type RawMessage, readAll, uniqueTopic, withAdmin } from '../packages/kafka-sink/test/support/topics.js';

const folder = temporaryFolder();
const inFolder = { cwd: folder };
const stream = (...args: string[]) => cvd(['stream', 'model.cvd', ...args], inFolder);

beforeAll(async () => {
  const { code, stderr } = await cvd(['fit', cvdSmall, '--seed', '7', '--out', 'model.cvd'], inFolder);
  expect(code, stderr).toBe(0);
}, 120_000);

/** Rows as `cvd sample` makes them. */
const sampled = async (...args: string[]): Promise<Record<string, CellValue>[]> => {
  const { stdout } = await cvd(['sample', 'model.cvd', ...args, '--out', '-', '--format', 'ndjson'], inFolder);
  return [...parseNdjson(stdout).toRows()];
};

const runIdIn = (text: string): string => /run ([0-9a-f-]{36})/i.exec(text)![1]!;

const indexOf = ({ headers }: RawMessage): number => Number(String(headers['cvd-row-index']));

/** The rows of a topic by index, each once. */
const byIndex = (messages: readonly RawMessage[]): unknown[] => {
  const rows = new Map(messages.map((message) => [indexOf(message), JSON.parse(String(message.value))]));
  return [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
};

/** The arguments of a command that was printed. */
const argumentsOf = (line: string): string[] => line.trim().split(' ').slice(1);

describeKafka('cvd stream to Kafka', () => {
  let broker: string;
  let brokers: string[];
  beforeAll(async () => {
    ({ brokers } = await sharedBroker());
    broker = brokers.join(',');
  }, 120_000);

  it('sends the rows that cvd sample makes, and tells the run', async () => {
    const topic = uniqueTopic();
    const place = `kafka://${broker}/${topic}`;
    const { code, stdout, stderr } = await stream('--rows', '1700', '--partitions', '3', '--to', place);
    expect(code, stderr).toBe(0);
    expect(stdout).toBe('');
    const runId = runIdIn(stderr);
    expect(stderr).toContain(`1,700 rows sent to topic "${topic}", run ${runId}.`);
    const messages = await readAll(brokers, topic);
    expect(messages.length).toBe(1700);
    expect(byIndex(messages)).toEqual(await sampled('--rows', '1700'));
    expect(messages.every(({ headers }) => String(headers['cvd-run-id']) === runId)).toBe(true);
    expect(new Set(messages.map(({ partition }) => partition))).toEqual(new Set([0, 1, 2]));
  }, 60_000);

  it('takes seed, conditions, a start, a key, a rate and brokers from the environment', async () => {
    const topic = uniqueTopic();
    const asked = ['--rows', '60', '--start', '40', '--seed', '11', '--where', 'Sex=Male'];
    const { code, stderr } = await cvd(
      ['stream', 'model.cvd', ...asked, '--key', 'General_Health', '--rate', '200', '--to', `kafka:///${topic}`],
      { ...inFolder, env: { KAFKA_BOOTSTRAP_SERVERS: broker } },
    );
    expect(code, stderr).toBe(0);
    const messages = await readAll(brokers, topic);
    expect(byIndex(messages)).toEqual(await sampled(...asked));
    expect(Math.min(...messages.map(indexOf))).toBe(40);
    for (const { key, value } of messages) expect(String(key)).toBe(JSON.parse(String(value)).General_Health);
  }, 60_000);

  it('ends after the batch in hand when interrupted, and prints the command that goes on', async () => {
    const topic = uniqueTopic();
    const place = `kafka://${broker}/${topic}`;
    const rows = '2000';
    let sent = false;
    const { code, stderr } = await cvd(
      ['stream', 'model.cvd', '--rows', rows, '--rate', '800', '--batch-rows', '100', '--to', place, '--json-progress'],
      {
        ...inFolder,
        onStderr: (text, child) => {
          if (sent || !text.includes('"event":"progress"')) return;
          sent = true;
          child.kill('SIGINT');
        },
      },
    );
    expect(code, stderr).toBe(130);
    const said = String(jsonLines(stderr).findLast(({ event }) => event === 'message')?.text);
    const [, landed, runId, command] =
      /^Interrupted; the first ([\d,]+) of 2,000 rows are in topic .*, run ([0-9a-f-]{36})\. This goes on:\n(.*)$/.exec(
        said,
      ) ?? [];
    const there = Number(landed?.replace(',', ''));
    expect(there).toBeGreaterThan(0);
    expect(there).toBeLessThan(2000);
    const indices = (await readAll(brokers, topic)).map(indexOf).sort((a, b) => a - b);
    expect(indices).toEqual(Array.from({ length: there }, (_, k) => k));

    const rest = await cvd(argumentsOf(command!.replace('--rate 800 ', '')), inFolder);
    expect(rest.code, rest.stderr).toBe(0);
    const messages = await readAll(brokers, topic);
    expect(messages.length).toBe(2000);
    expect(messages.every(({ headers }) => String(headers['cvd-run-id']) === runId)).toBe(true);
    expect(byIndex(messages)).toEqual(await sampled('--rows', rows));
  }, 90_000);

  it('refuses a run that goes on with another seed, and sends nothing of it', async () => {
    const topic = uniqueTopic();
    const place = ['--to', `kafka://${broker}/${topic}`];
    const first = await stream('--rows', '300', ...place);
    const runId = runIdIn(first.stderr);
    const other = await stream('--rows', '300', '--seed', '8', '--run-id', runId, ...place);
    expect(other.code).toBe(1);
    expect(other.stderr).toMatch(/another model, seed.* \[CVD_RUN_MISMATCH\]/);
    expect((await readAll(brokers, topic)).length).toBe(300);
    const same = await stream('--rows', '100', '--start', '300', '--run-id', runId, ...place);
    expect(same.code, same.stderr).toBe(0);
    expect(byIndex(await readAll(brokers, topic))).toEqual(await sampled('--rows', '400'));
  }, 90_000);

  it('sends none for none, and makes the topic', async () => {
    const topic = uniqueTopic();
    const { code, stderr } = await stream('--rows', '0', '--to', `kafka://${broker}/${topic}`);
    expect(code, stderr).toBe(0);
    expect(await withAdmin(brokers, (admin) => admin.listTopics())).toContain(topic);
  }, 60_000);
});

describe('cvd stream', () => {
  it('lands rows in DuckDB under a run id that goes on', async () => {
    const place = ['--to', 'duckdb:warehouse.db#PATIENT_DATA'];
    const first = await stream('--rows', '200', ...place);
    expect(first.code, first.stderr).toBe(0);
    const runId = runIdIn(first.stderr);
    const again = await stream('--rows', '250', '--run-id', runId, ...place);
    expect(again.code, again.stderr).toBe(0);
    expect(again.stderr).toContain(
      `50 rows sent to table "PATIENT_DATA" of warehouse.db, run ${runId}, 200 rows refused`,
    );
    const table = await readDuckdb(join(folder, 'warehouse.db'), 'PATIENT_DATA');
    expect([...table.toRows()]).toEqual(await sampled('--rows', '250'));
  }, 60_000);

  it('says in time that no broker listens, and where', async () => {
    const { code, stderr } = await stream('--rows', '10', '--to', 'kafka://127.0.0.1:1/rows');
    expect(code).toBe(1);
    expect(stderr).toMatch(/127\.0\.0\.1:1.*\[CVD_KAFKA\]/);
    expect(stderr).not.toMatch(/^\s+at /m);
  }, 60_000);

  it.each<[string, string[], RegExp]>([
    ['no place', ['--rows', '1'], /--to/],
    ['a place of another kind', ['--rows', '1', '--to', 'rows.csv'], /no place to stream to/],
    ['a place without a topic', ['--rows', '1', '--to', 'kafka://127.0.0.1:9092'], /names no topic/],
    ['a port that is none', ['--rows', '1', '--to', 'kafka://127.0.0.1:nine/rows'], /no HOST:PORT/],
    ['a parameter that is not known', ['--rows', '1', '--to', 'kafka://127.0.0.1:1/rows?group=x'], /unknown/],
    ['a password in the place', ['--rows', '1', '--to', 'kafka://me:s3cret@127.0.0.1:1/rows'], /KAFKA_PASSWORD/],
    ['no rows', ['--to', 'kafka://127.0.0.1:1/rows'], /--rows/],
    [
      'a run id that is none',
      ['--rows', '1', '--run-id', 'tuesday', '--to', 'kafka://127.0.0.1:1/r'],
      /--run-id tuesday/,
    ],
    ['a rate of nothing', ['--rows', '1', '--rate', '0', '--to', 'kafka://127.0.0.1:1/r'], /--rate 0/],
    ['batches of nothing', ['--rows', '1', '--batch-rows', '0', '--to', 'kafka://127.0.0.1:1/r'], /--batch-rows 0/],
    ['a rate for DuckDB', ['--rows', '1', '--rate', '5', '--to', 'duckdb:a.db#t'], /--rate is for Kafka/],
  ])('refuses %s', async (_, args, said) => {
    const { code, stderr } = await stream(...args);
    expect(code, stderr).toBe(2);
    expect(stderr).toMatch(said);
    expect(stderr).not.toContain('s3cret');
  });
});
