import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { type Batch, createRunId, tableFromColumns } from '@cvd/core';
import { sinkConformance } from '@cvd/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kafkaSink } from '../src/publish/kafka-sink.js';
import type { KafkaSinkOptions } from '../src/publish/kafka-sink-options.js';
import { describeKafka, sharedBroker, startBroker, type TestBroker } from './support/broker.js';
import { landedRows } from './support/landed-rows.js';
import { createTopic, produceRaw, readAll, uniqueTopic, withAdmin } from './support/topics.js';

const batchOf = (rows: number, firstRow = 0, facts: Partial<Batch> = {}): Batch => ({
  table: tableFromColumns({
    i: Float64Array.from({ length: rows }, (_, k) => firstRow + k),
    text: Array.from({ length: rows }, (_, k) => `row ${firstRow + k} of Größe 身長`),
  }),
  runId: '01890000-0000-7000-8000-000000000001',
  firstRow,
  fingerprint: '00112233aabbccdd',
  ...facts,
});

const write = async (options: KafkaSinkOptions, ...batches: readonly Batch[]) => {
  const sink = kafkaSink(options);
  await sink.open();
  try {
    for (const batch of batches) await sink.write(batch);
    return sink.stats();
  } finally {
    await sink.close();
  }
};

/** Each row as text with its identity, in any order. */
const rowsIn = async (brokers: readonly string[], topic: string): Promise<string[]> =>
  landedRows(await readAll(brokers, topic))
    .map(({ runId, rowIndex, values }) => JSON.stringify([runId, rowIndex, values]))
    .sort();

const textsOf = (...batches: readonly Batch[]): string[] =>
  batches
    .flatMap(({ table, runId, firstRow }) =>
      [...table.toRows()].map((values, k) => JSON.stringify([runId, firstRow + k, values])),
    )
    .sort();

describeKafka('a kafka sink on a broker', () => {
  let brokers: string[];
  beforeAll(async () => {
    ({ brokers } = await sharedBroker());
  }, 120_000);

  describe('keeps the contract of sinks', () => {
    const topics = new Map<string, string>();
    const topicOf = (target: string): string => {
      const topic = topics.get(target) ?? uniqueTopic(target.replace('_', '-'));
      topics.set(target, topic);
      return topic;
    };
    sinkConformance({
      runner: { describe, it: (name, body) => it(name, body, 30_000) },
      create: (target) => kafkaSink({ brokers, topic: topicOf(target), partitions: 3, batchRows: 20 }),
      read: async (target) => {
        const there = await withAdmin(brokers, (admin) => admin.listTopics());
        return there.includes(topicOf(target)) ? landedRows(await readAll(brokers, topicOf(target))) : [];
      },
    });
  });

  it('makes the topic as asked, and leaves one that is there as it is', async () => {
    const topic = uniqueTopic();
    const settings = () =>
      withAdmin(brokers, async (admin) => {
        const { resources } = await admin.describeConfigs({
          includeSynonyms: false,
          resources: [{ type: 2, name: topic, configNames: ['retention.ms'] }],
        });
        const partitions = (await admin.fetchTopicMetadata({ topics: [topic] })).topics[0]!.partitions.length;
        return [partitions, resources[0]!.configEntries[0]!.configValue];
      });
    await write({ brokers, topic, partitions: 4 }, batchOf(1));
    expect(await settings()).toEqual([4, String(7 * 24 * 3600 * 1000)]);
    await write({ brokers, topic, partitions: 2, retentionMs: 1000 }, batchOf(1, 1));
    expect(await settings()).toEqual([4, String(7 * 24 * 3600 * 1000)]);
  });

  it('lands what kafkajs itself reads: JSON, a key, three headers', async () => {
    const topic = uniqueTopic();
    const runId = createRunId();
    await write({ brokers, topic, key: 'text' }, batchOf(2, 7, { runId }));
    const [record] = await readAll(brokers, topic);
    expect(JSON.parse(String(record!.value))).toEqual({ i: 7, text: 'row 7 of Größe 身長' });
    expect(String(record!.key)).toBe('row 7 of Größe 身長');
    expect(Object.keys(record!.headers).sort()).toEqual(['cvd-fingerprint', 'cvd-row-index', 'cvd-run-id']);
    expect(String(record!.headers['cvd-run-id'])).toBe(runId);
    expect(String(record!.headers['cvd-row-index'])).toBe('7');
    expect((record!.headers['cvd-fingerprint'] as Buffer).toString('hex')).toBe('00112233aabbccdd');
  });

  it('sends requests of thousands of rows to several partitions at once, compressed or not', async () => {
    for (const compression of ['none', 'gzip'] as const) {
      const topic = uniqueTopic();
      const batches = [batchOf(7000), batchOf(5000, 7000)];
      const stats = await write({ brokers, topic, partitions: 3, compression, batchRows: 1000 }, ...batches);
      expect(stats.rows).toBe(12_000);
      expect(await rowsIn(brokers, topic)).toEqual(textsOf(...batches));
    }
  });

  it('halves requests down to the limit of the topic, and names a row that is beyond it', async () => {
    const topic = uniqueTopic();
    await createTopic(brokers, topic, 1, { 'max.message.bytes': '20000' });
    const batch = batchOf(500);
    const stats = await write({ brokers, topic }, batch);
    expect(stats.splits).toBeGreaterThan(0);
    expect(await rowsIn(brokers, topic)).toEqual(textsOf(batch));
    const table = tableFromColumns({ text: ['short', 'x'.repeat(30_000), 'short'] });
    await expect(write({ brokers, topic }, { ...batchOf(3, 500), table })).rejects.toMatchObject({
      code: 'CVD_ROW_TOO_LARGE',
      rowIndex: 501,
    });
  });

  it('refuses a run id that the topic has under another fingerprint', async () => {
    const topic = uniqueTopic();
    const batch = batchOf(300);
    await write({ brokers, topic, partitions: 2 }, batch);
    await produceRaw(brokers, topic, [{ value: 'not ours' }]);
    await expect(
      write({ brokers, topic }, batchOf(10, 300, { fingerprint: 'ffffffffffffffff' })),
    ).rejects.toMatchObject({ code: 'CVD_RUN_MISMATCH', known: '00112233aabbccdd' });
    await write({ brokers, topic }, batchOf(10, 300));
    expect((await readAll(brokers, topic)).length).toBe(311);
  }, 40_000);
});

describeKafka(
  'a kafka sink on a broker of its own',
  () => {
    let broker: TestBroker;
    const password = 'correct horse battery';
    beforeAll(async () => {
      broker = await startBroker({ users: { alice: password } });
    }, 120_000);
    afterAll(() => broker?.stop());

    const secured = (given: string): KafkaSinkOptions => ({
      brokers: broker.secured!.brokers,
      tls: { ca: [broker.secured!.certificate] },
      sasl: { mechanism: 'scram-sha-256', username: 'alice', password: given },
      topic: uniqueTopic(),
    });

    it('passes TLS and credentials on', async () => {
      const options = secured(password);
      await write(options, batchOf(3));
      expect(await rowsIn(broker.brokers, options.topic)).toEqual(textsOf(batchOf(3)));
    }, 30_000);

    it('says that wrong credentials are refused, without showing them', async () => {
      const sink = kafkaSink(secured('wrong-horse-staple'));
      const error: unknown = await sink.open().catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'CVD_KAFKA', kind: 'refused' });
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('wrong-horse-staple');
      await sink.close();
    }, 30_000);

    it('sends on once a broker that was killed is back, each row under its identity', async () => {
      const { brokers } = broker;
      const topic = uniqueTopic();
      const sink = kafkaSink({ brokers, topic, partitions: 2, batchRows: 100 });
      await sink.open();
      const batches = Array.from({ length: 40 }, (_, k) => batchOf(250, 250 * k));
      let killed: Promise<unknown> | null = null;
      for (const [k, batch] of batches.entries()) {
        const writing = sink.write(batch);
        if (k === 15) killed = broker.kill().then(() => broker.restart());
        await writing;
      }
      await killed;
      await sink.close();
      expect([...new Set(await rowsIn(brokers, topic))]).toEqual(textsOf(...batches));
    }, 120_000);
  },
  { ownBroker: true },
);

describe('a kafka sink without a broker', () => {
  it('says within its time that nobody listens, and where', async () => {
    const sink = kafkaSink({ brokers: ['127.0.0.1:1'], topic: 'rows', openTimeoutMs: 8000 });
    await expect(sink.open()).rejects.toMatchObject({
      code: 'CVD_KAFKA',
      kind: 'unreachable',
      message: expect.stringContaining('127.0.0.1:1'),
    });
    await sink.close();
  }, 15_000);

  it('says so too of a server that takes the connection and never answers', async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    try {
      const sink = kafkaSink({ brokers: [`127.0.0.1:${port}`], topic: 'rows', openTimeoutMs: 1000 });
      await expect(sink.open()).rejects.toMatchObject({
        code: 'CVD_KAFKA',
        kind: 'unreachable',
        message: expect.stringContaining(`127.0.0.1:${port}`),
      });
    } finally {
      server.close();
    }
  }, 15_000);
});
