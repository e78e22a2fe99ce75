import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copula } from '@cvd/copula';
import { createRegistry, createRunId, type Synthesizer } from '@cvd/core';
import { load } from '@cvd/core/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeKafka, sharedBroker } from '../packages/kafka-sink/test/support/broker.js';
import {
  committedOffsets,
  createTopic,
  produceRaw,
  readAll,
  uniqueGroup,
  uniqueTopic,
} from '../packages/kafka-sink/test/support/topics.js';
import { command, type Outcome } from './support/command.js';
import { rowsInDuckdb, rowsOfRun } from './support/landed-rows.js';
import { root } from './support/workspace.js';

const folder = mkdtempSync(join(tmpdir(), 'cvd-kafka-commands-'));
const bin = `${root}/packages/cli/bin/cvd.mjs`;
let brokers: string[];
let model: Synthesizer;

const cvd = (...args: string[]): Promise<Outcome> => command(process.execPath, [bin, ...args], { cwd: folder });

const succeed = async (...args: string[]): Promise<Outcome> => {
  const outcome = await cvd(...args);
  expect(outcome.code, outcome.stderr).toBe(0);
  return outcome;
};

const place = (topic: string, group?: string): string =>
  `kafka://${brokers.join(',')}/${topic}${group === undefined ? '' : `?group=${group}`}`;

/** A command that goes on until it is stopped; `said` settles when it has printed something. */
const started = (...args: string[]) => {
  const child = spawn(process.execPath, [bin, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => {
    stderr += data;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, stderr }));
  const said = async (text: string): Promise<void> => {
    while (!stderr.includes(text)) {
      if (child.exitCode !== null) throw new Error(`It ended without saying "${text}": ${stderr}`);
      await Promise.race([once(child.stderr, 'data'), ended]);
    }
  };
  return { child, ended, said };
};

/** Settles when the group has committed so many offsets of the topic. */
const untilCommitted = async (group: string, topic: string, count: number): Promise<void> => {
  for (;;) {
    const offsets = await committedOffsets(brokers, group, topic);
    if ([...offsets.values()].reduce((sum, offset) => sum + Number(offset), 0) >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

describeKafka('cvd with Kafka', () => {
  beforeAll(async () => {
    ({ brokers } = await sharedBroker());
    await succeed('fit', `${root}/examples/data/cvd_small.csv`, '--seed', '7', '--out', 'model.cvd');
    model = await load(join(folder, 'model.cvd'), createRegistry(copula));
    mkdirSync(join(folder, 'models'));
    copyFileSync(join(folder, 'model.cvd'), join(folder, 'models', 'model.cvd'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.concurrent('stream and consume bring every row into the table once, also when the run is sent twice', async () => {
    const topic = uniqueTopic('rows');
    const group = uniqueGroup();
    const runId = createRunId();
    const stream = ['stream', 'model.cvd', '--run-id', runId, '--to', place(topic)];
    await succeed(...stream, '--rows', '3000', '--partitions', '2');
    await succeed(...stream, '--rows', '3500');
    const consume = ['consume', '--from', place(topic, group), '--to', 'duckdb:twice.db#PATIENT_DATA'];
    const { stderr } = await succeed(...consume, '--batch-rows', '500', '--until-caught-up');
    expect(stderr).toMatch(/3,500 rows of topic .* written to table "PATIENT_DATA" of twice\.db, 3,000 rows refused/);
    expect(stderr).toMatch(/lag 0\./);
    const expected = await rowsOfRun(runId, model.sample(3500));
    expect(await rowsInDuckdb(join(folder, 'twice.db'), 'PATIENT_DATA')).toEqual(expected);
    const again = await succeed(...consume, '--until-caught-up');
    expect(again.stderr).toMatch(/^0 rows of topic .*; lag 0\.$/m);
  }, 180_000);

  it.concurrent('stream and consume do the same through another client', async () => {
    const [topic, runId] = [uniqueTopic('other'), createRunId()];
    const other = ['--client', 'platformatic'];
    await succeed('stream', 'model.cvd', '--rows', '2500', '--run-id', runId, '--to', place(topic), ...other);
    const to = ['--to', 'duckdb:other.db#PATIENT_DATA', '--until-caught-up'];
    const { stderr } = await succeed('consume', '--from', place(topic, uniqueGroup()), ...to, ...other);
    expect(stderr).toMatch(/2,500 rows of topic .* written to table "PATIENT_DATA" of other\.db; lag 0\./);
    expect(await rowsInDuckdb(join(folder, 'other.db'), 'PATIENT_DATA')).toEqual(
      await rowsOfRun(runId, model.sample(2500)),
    );
  }, 180_000);

  it.concurrent('consume waits for its topic, goes on until SIGINT, commits what it lands and ends with 0', async () => {
    const topic = uniqueTopic('rows');
    const group = uniqueGroup();
    const runId = createRunId();
    const from = ['consume', '--from', place(topic, group), '--to', 'duckdb:stopped.db#rows'];
    const consumer = started(...from, '--batch-rows', '200', '--max-wait', '60000');
    await consumer.said(`There is no topic "${topic}" yet`);
    const stream = ['stream', 'model.cvd', '--run-id', runId, '--to', place(topic)];
    await succeed(...stream, '--rows', '500');
    await untilCommitted(group, topic, 200);
    await succeed(...stream, '--rows', '100', '--start', '500'); // no batch of its own
    consumer.child.kill('SIGINT');
    const { code, stderr } = await consumer.ended;
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('Finishing what is in hand');
    const landed = await rowsInDuckdb(join(folder, 'stopped.db'), 'rows');
    const [committed] = (await committedOffsets(brokers, group, topic)).values();
    expect(landed).toHaveLength(Number(committed)); // all that is landed is committed, and nothing else
    expect(stderr).toContain(`${landed.length} rows of topic`);
    await succeed(...from, '--until-caught-up');
    const expected = await rowsOfRun(runId, model.sample(600));
    expect(await rowsInDuckdb(join(folder, 'stopped.db'), 'rows')).toEqual(expected);
  }, 180_000);

  it.concurrent('request and work make the same rows as one sample, and print the run', async () => {
    const [requests, rows] = [uniqueTopic('requests'), uniqueTopic('rows')];
    const group = uniqueGroup();
    const asked = await succeed(
      ...[
        'request',
        'model.cvd',
        '--rows',
        '1050',
        '--shard-rows',
        '200',
        '--to',
        place(requests),
        '--partitions',
        '2',
      ],
    );
    const runId = asked.stdout.trim();
    expect(runId).toMatch(/^[0-9a-f-]{36}$/);
    expect(asked.stderr).toMatch(/6 requests for 1,050 rows sent/);
    const worker = started(...['work', '--from', place(requests, group), '--models', 'models', '--to', place(rows)]);
    await untilCommitted(group, requests, 6);
    worker.child.kill('SIGTERM');
    const ended = await worker.ended;
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stderr).toMatch(/6 requests done, 1,050 rows sent to topic/);
    await succeed(
      ...['consume', '--from', place(rows, group), '--to', 'duckdb:work.db#rows', '--until-caught-up', '--metadata'],
      metadataFile(),
    );
    expect(await rowsInDuckdb(join(folder, 'work.db'), 'rows')).toEqual(await rowsOfRun(runId, model.sample(1050)));
  }, 180_000);

  it.concurrent('request refuses another seed under the id of a run', async () => {
    const topic = uniqueTopic('requests');
    const request = ['request', 'model.cvd', '--rows', '100', '--to', place(topic)];
    const runId = (await succeed(...request)).stdout.trim();
    const { code, stderr } = await cvd(...request, '--run-id', runId, '--seed', '8');
    expect(stderr).toContain('[CVD_RUN_MISMATCH]');
    expect(code).toBe(1);
  }, 180_000);

  it.concurrent('consume and work do not catch up with a topic that is not there', async () => {
    const missing = place(uniqueTopic('missing'), uniqueGroup());
    for (const command of [
      ['consume', '--from', missing, '--to', 'duckdb:missing.db#rows'],
      ['work', '--from', missing, '--models', 'models', '--to', place(uniqueTopic('rows'))],
    ]) {
      const { code, stderr } = await cvd(...command, '--until-caught-up');
      expect(stderr).toMatch(/there is no such topic\. Check its name.* \[CVD_KAFKA\]/);
      expect(code).toBe(1);
    }
    expect(readdirSync(folder)).not.toContain('missing.db');
  }, 180_000);

  it.concurrent('consume puts what is no row among the dead letters, and says so', async () => {
    const topic = uniqueTopic('foreign');
    await createTopic(brokers, topic);
    const good = Array.from({ length: 20 }, (_, i) => ({ value: JSON.stringify({ i, name: `n${i}` }) }));
    await produceRaw(brokers, topic, [...good, { value: '{"i": 20,' }]);
    const { stderr } = await succeed(
      ...['consume', '--from', place(topic, uniqueGroup()), '--to', 'duckdb:foreign.db#rows', '--until-caught-up'],
    );
    expect(stderr).toMatch(/A row went to the dead letters \(partition 0, offset 20\): Its value is no JSON/);
    expect(stderr).toMatch(/20 rows of topic .*, 1 row put among the dead letters; lag 0\./);
    const [letter] = await readAll(brokers, `${topic}.dead-letters`);
    expect(letter!.value!.toString()).toBe('{"i": 20,');
  }, 180_000);

  const metadataFile = (): string => {
    const path = join(folder, 'metadata.json');
    writeFileSync(path, JSON.stringify(model.metadata));
    expect(readFileSync(path, 'utf8')).toContain('METADATA_SPEC_VERSION');
    return path;
  };
});
