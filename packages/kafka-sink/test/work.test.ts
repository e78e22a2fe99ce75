import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistry, encodeModelFile, modelDigest, type Sink, type Synthesizer } from '@cvd/core';
import { createMemoryStore, type MemoryStore, memorySink, minimal, mixedTable } from '@cvd/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConsumeEvent } from '../src/consume/consume-event.js';
import { kafkaSink } from '../src/publish/kafka-sink.js';
import { createRequests } from '../src/work/create-requests.js';
import { sendRequests } from '../src/work/send-requests.js';
import { createWorker } from '../src/work/worker.js';
import type { WorkerOptions } from '../src/work/worker-options.js';
import { describeKafka, sharedBroker } from './support/broker.js';
import { committedOffsets, createTopic, produceRaw, readAll, uniqueGroup, uniqueTopic } from './support/topics.js';

const above = mkdtempSync(join(tmpdir(), 'cvd-work-'));
const modelFolder = join(above, 'models');
const registry = createRegistry(minimal);
let brokers: string[];
let model: Synthesizer;
let modelSha256: string;
let elsewhere: Server;
const visited: string[] = [];

const offsetsOf = async (groupId: string, topic: string): Promise<number> => {
  let sum = 0;
  for (const offset of (await committedOffsets(brokers, groupId, topic)).values()) sum += Number(offset);
  return sum;
};

/** Rows by their index, as the model makes them. */
const expectedRows = async (rows: number, seed = 7) => [
  ...(await model.sample(rows, { seed, execution: 'inline' }).toTable()).toRows(),
];

const landedRows = ({ rows }: MemoryStore) => {
  const sorted = [...rows].sort((a, b) => a.rowIndex! - b.rowIndex!);
  expect(sorted.map(({ rowIndex }) => rowIndex)).toEqual(sorted.map((_, i) => i));
  return sorted.map(({ values }) => values);
};

describeKafka('shard requests on a broker', () => {
  beforeAll(async () => {
    ({ brokers } = await sharedBroker());
    model = minimal.create({ seed: 1 });
    await model.fit(mixedTable(50), { execution: 'inline' });
    const bytes = encodeModelFile(model.toModel());
    modelSha256 = modelDigest(bytes);
    mkdirSync(modelFolder);
    writeFileSync(join(modelFolder, 'a.cvd'), bytes);
    writeFileSync(join(modelFolder, 'large.cvd'), new Uint8Array(2_000_000));
    writeFileSync(join(modelFolder, 'no-model.cvd'), 'no model at all');
    writeFileSync(join(above, 'x'), bytes);
    symlinkSync(join(above, 'x'), join(modelFolder, 'link'));
    elsewhere = createServer((request, response) => {
      visited.push(request.url!);
      response.end(bytes);
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  });

  afterAll(() => {
    elsewhere.close();
    rmSync(above, { recursive: true, force: true });
  });

  const requestsOf = (rows: number, shardRows: number, runId?: string) =>
    createRequests({ model: 'a.cvd', modelSha256, seed: 7, rows, shardRows, ...(runId ? { runId } : {}) });

  const worker = (topic: string, destination: Sink, options: Partial<WorkerOptions> = {}) => {
    const groupId = uniqueGroup();
    const events: ConsumeEvent[] = [];
    const made = createWorker({
      brokers,
      topic,
      groupId,
      destination,
      modelFolder,
      registry,
      threads: 1,
      onEvent: (event) => {
        if (event.type !== 'shard') events.push(event);
      },
      ...options,
    });
    return { ...made, groupId, events };
  };

  it('become the rows of the run, published with their identity, and are committed', async () => {
    const [requestTopic, rowTopic] = [uniqueTopic('requests'), uniqueTopic('rows')];
    const requests = requestsOf(1000, 90);
    await sendRequests(requests, { brokers, topic: requestTopic, partitions: 3 });
    const perPartition = new Map<number, number>();
    for (const { partition } of await readAll(brokers, requestTopic))
      perPartition.set(partition, (perPartition.get(partition) ?? 0) + 1);
    expect([...perPartition.values()]).toEqual([4, 4, 4]); // equal shares for workers

    const { run, groupId } = worker(requestTopic, kafkaSink({ brokers, topic: rowTopic, partitions: 2 }));
    const report = await run({ untilCaughtUp: true });
    expect(report).toMatchObject({ reason: 'caught-up', drained: true, shards: 12, shardRows: 1000, deadLetters: 0 });
    expect(await offsetsOf(groupId, requestTopic)).toBe(12);

    const { fingerprint } = model.sample(1, { seed: 7 });
    const rows: unknown[] = [];
    for (const { value, headers } of await readAll(brokers, rowTopic)) {
      expect(String(headers['cvd-run-id'])).toBe(requests.runId);
      expect((headers['cvd-fingerprint'] as Buffer).toString('hex')).toBe(fingerprint);
      const index = Number(String(headers['cvd-row-index']));
      expect(rows[index]).toBeUndefined();
      rows[index] = JSON.parse(value!.toString());
    }
    expect(rows).toEqual(JSON.parse(JSON.stringify(await expectedRows(1000))));
  });

  it('that are sent and done again change nothing', async () => {
    const topic = uniqueTopic('requests');
    const store = createMemoryStore();
    const first = requestsOf(200, 50);
    await sendRequests(first, { brokers, topic, partitions: 1 });
    await sendRequests(requestsOf(260, 70, first.runId), { brokers, topic });
    const report = await worker(topic, memorySink(store)).run({ untilCaughtUp: true });
    expect(report).toMatchObject({ shards: 8, shardRows: 460 });
    expect(landedRows(store)).toEqual(await expectedRows(260));
  });

  it('of one run for another seed are refused when they are sent', async () => {
    const topic = uniqueTopic('requests');
    const { runId } = requestsOf(100, 50);
    await sendRequests(requestsOf(100, 50, runId), { brokers, topic, partitions: 1 });
    const other = createRequests({ model: 'a.cvd', modelSha256, seed: 8, rows: 100, runId });
    await expect(sendRequests(other, { brokers, topic })).rejects.toMatchObject({ code: 'CVD_RUN_MISMATCH' });
  });

  it('that are malicious or broken go to the dead letters, and nothing of what they name is read', async () => {
    const topic = uniqueTopic('requests');
    await createTopic(brokers, topic, 1);
    const [good] = requestsOf(100, 100);
    const origin = `127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
    const bad: [request: unknown, says: RegExp][] = [
      [{ ...good!, runId: 7, seed: 'x', rows: true }, /runId/], // first, so that it could decide what columns hold
      [{ ...good!, model: '../x' }, /neither the plain name/],
      [{ ...good!, model: join(above, 'x') }, /neither the plain name/],
      [{ ...good!, model: 'link' }, /leads out of the model folder/],
      [{ ...good!, model: '/etc/passwd' }, /neither the plain name/],
      [{ ...good!, model: 'file:///etc/passwd' }, /neither the plain name/],
      [{ ...good!, model: `http://${origin}/a.cvd` }, /neither the plain name/],
      [{ ...good!, model: `https://${origin}/a.cvd` }, /neither the plain name/],
      [{ ...good!, model: `https://models.example.org@${origin}/a.cvd` }, /neither the plain name/],
      [{ ...good!, model: 'b.cvd' }, /there is no model "b.cvd"/],
      [{ ...good!, model: 'large.cvd' }, /2000000 bytes; this worker reads 1000000 at most/],
      [{ ...good!, modelSha256: '0'.repeat(64) }, /has SHA-256/],
      [{ ...good!, model: 'no-model.cvd', modelSha256: modelDigest(Buffer.from('no model at all')) }, /cannot be used/],
      [{ ...good!, rows: 1_000_000 }, /its rows must be a whole number from 1 to 500000/],
      [{ ...good!, start: -1 }, /its start/],
      [{ ...good!, seed: 2 ** 60 }, /its seed/],
      [{ ...good!, rows: undefined }, /its rows/],
      [{ ...good!, where: 'BMI>=30' }, /where/],
      [[good], /no object/],
      ['rows, please', /no object/],
    ];
    const messages = [...bad.map(([request]) => ({ value: JSON.stringify(request) })), { value: 'not JSON' }];
    await produceRaw(brokers, topic, [...messages, { value: JSON.stringify(good) }]);

    const store = createMemoryStore();
    const { run, groupId } = worker(topic, memorySink(store), {
      allowUrls: ['https://models.example.org/cvd/'],
      maxModelBytes: 1_000_000,
      maxShardRows: 500_000,
    });
    const report = await run({ untilCaughtUp: true });
    expect(report).toMatchObject({ shards: 1, deadLetters: messages.length });
    expect(landedRows(store)).toEqual(await expectedRows(100));
    expect(await offsetsOf(groupId, topic)).toBe(messages.length + 1);
    expect(visited).toEqual([]);

    const letters = await readAll(brokers, `${topic}.dead-letters`);
    expect(letters.map(({ value }) => value!.toString())).toEqual(messages.map(({ value }) => value));
    for (const [i, [, says]] of bad.entries()) {
      const { headers } = letters[i]!;
      expect(String(headers['cvd-error-message'])).toMatch(says);
      expect(String(headers['cvd-source-offset'])).toBe(String(i));
    }
  });

  it('in hand when the time for draining is over are left to the next worker', async () => {
    const topic = uniqueTopic('requests');
    await sendRequests(requestsOf(100, 50), { brokers, topic, partitions: 1 });
    const store = createMemoryStore();
    const controller = new AbortController();
    const stuck = memorySink(createMemoryStore());
    const destination: Sink = {
      ...stuck,
      write: (_, { signal } = {}) => {
        controller.abort();
        return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
      },
    };
    const first = worker(topic, destination, { drainTimeoutMs: 300 });
    expect(await first.run({ signal: controller.signal })).toMatchObject({ drained: false, shards: 0 });
    expect(await offsetsOf(first.groupId, topic)).toBe(0);

    const second = worker(topic, memorySink(store), { groupId: first.groupId });
    expect(await second.run({ untilCaughtUp: true })).toMatchObject({ drained: true, shards: 2 });
    expect(landedRows(store)).toEqual(await expectedRows(100));
  });

  it('in hand at the signal are finished and committed', async () => {
    const topic = uniqueTopic('requests');
    await sendRequests(requestsOf(300, 100), { brokers, topic, partitions: 1 });
    const controller = new AbortController();
    const store = createMemoryStore();
    const inner = memorySink(store);
    const destination: Sink = {
      ...inner,
      write: async (...args) => {
        controller.abort();
        return inner.write(...args);
      },
    };
    const { run, groupId } = worker(topic, destination, { batchRows: 30 });
    expect(await run({ signal: controller.signal })).toMatchObject({ drained: true, shards: 1, reason: 'signal' });
    expect(landedRows(store)).toEqual(await expectedRows(100));
    expect(await offsetsOf(groupId, topic)).toBe(1);
  });
});

describe('createWorker', () => {
  const options = {
    brokers: ['127.0.0.1:1'],
    topic: 't',
    groupId: 'g',
    destination: memorySink(),
    modelFolder,
    registry,
  };

  it.each<[option: string, given: Partial<WorkerOptions>]>([
    ['modelFolder', { modelFolder: '' }],
    ['allowUrls', { allowUrls: ['http://models.example.org/'] }],
    ['maxShardRows', { maxShardRows: 0 }],
    ['maxModelBytes', { maxModelBytes: 1.5 }],
    ['threads', { threads: 0 }],
  ])('refuses a wrong %s', (option, given) => {
    expect(() => createWorker({ ...options, ...given })).toThrow(
      expect.objectContaining({ code: 'CVD_INVALID_OPTION', message: expect.stringContaining(option) }),
    );
  });
});
