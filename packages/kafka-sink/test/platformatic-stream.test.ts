import { randomUUID } from 'node:crypto';
import zlib from 'node:zlib';
import { type Batch, createRunId, tableFromColumns } from '@cvd/core';
import { createMemoryStore } from '@cvd/core/testing';
import { beforeAll, expect, it } from 'vitest';
import { type KafkaClientFactory, kafkajsClient, kafkaSink, platformaticClient } from '../src/index.js';
import { describeKafka, sharedBroker } from './support/broker.js';
import { startMember, values } from './support/client-kit/member.js';
import {
  expectedTexts,
  FINGERPRINT,
  landedTexts,
  memoryConsumer,
  range,
  rowOf,
  runMessages,
  until,
} from './support/consumed-rows.js';
import {
  committedOffsets,
  createTopic,
  produceRaw,
  readAll,
  uniqueGroup,
  uniqueTopic,
  withAdmin,
} from './support/topics.js';

/** Rows `from`, `from` + 1, … of a run, as `rowOf` has them. */
const batchOf = (runId: string, from: number, rows: number): Batch => {
  const made = range(from, from + rows).map(rowOf);
  return {
    table: tableFromColumns({
      i: Float64Array.from(made, ({ i }) => i),
      name: made.map(({ name }) => name),
      half: Float64Array.from(made, ({ half }) => half),
      even: made.map(({ even }) => even),
    }),
    runId,
    firstRow: from,
    fingerprint: FINGERPRINT,
  };
};

describeKafka('rows through @platformatic/kafka', () => {
  let brokers: string[];
  beforeAll(async () => {
    ({ brokers } = await sharedBroker());
  }, 120_000);

  const place = () => ({ brokers, topic: uniqueTopic('other'), groupId: uniqueGroup('other') });

  const publish = async (
    topic: string,
    runId: string,
    rows: number,
    client: KafkaClientFactory,
    compression = 'none',
  ) => {
    const sink = kafkaSink({
      brokers,
      topic,
      partitions: 3,
      client,
      compression: compression as 'none',
      batchRows: 100,
    });
    await sink.open();
    try {
      for (let from = 0; from < rows; from += 500) await sink.write(batchOf(runId, from, Math.min(500, rows - from)));
      return sink.stats();
    } finally {
      await sink.close();
    }
  };

  const clients = { kafkajs: kafkajsClient, platformatic: platformaticClient };
  for (const [writer, reader, compression] of [
    ['platformatic', 'platformatic', 'none'],
    ['platformatic', 'platformatic', 'snappy'],
    ['platformatic', 'platformatic', 'lz4'],
    ['platformatic', 'kafkajs', 'gzip'],
    ['kafkajs', 'platformatic', 'gzip'],
  ] as const)
    it(`what ${writer} publishes (${compression}) lands once through ${reader}`, async () => {
      const at = place();
      const runId = createRunId();
      expect(await publish(at.topic, runId, 3001, clients[writer], compression)).toMatchObject({
        rows: 3001,
        retries: 0,
      });
      const { consumer, store } = memoryConsumer({ ...at, client: clients[reader] });
      const report = await consumer.run({ untilCaughtUp: true });
      expect(report).toMatchObject({ rows: 3001, written: 3001, refused: 0, deadLetters: 0, restarts: 0 });
      expect(landedTexts(store)).toEqual(expectedTexts(runId, range(0, 3001)));
      const ends = await committedOffsets(brokers, at.groupId, at.topic);
      expect([...ends.values()].reduce((sum, end) => sum + end, 0n)).toBe(3001n);
    });

  for (const codec of ['gzip', 'snappy', 'lz4'])
    it(`reads what a broker written in Java has compressed (${codec})`, async () => {
      const at = place();
      const runId = randomUUID();
      await createTopic(brokers, at.topic, 1, { 'compression.type': codec });
      await produceRaw(brokers, at.topic, runMessages({ runId, rows: 3000 }));
      const { consumer, store } = memoryConsumer({ ...at, client: platformaticClient });
      await consumer.run({ untilCaughtUp: true });
      expect(landedTexts(store)).toEqual(expectedTexts(runId, range(0, 3000)));
    });

  it.skipIf('zstdCompressSync' in zlib)('a codec that this Node has not is an error of its own', async () => {
    const refusal = platformaticClient({ brokers }).producer({ compression: 'zstd' });
    await expect(refusal).rejects.toMatchObject({ code: 'CVD_KAFKA', kind: 'fatal' });
    await expect(refusal).rejects.toThrow(/zstd/);
  });

  it('members that come and go while rows are written: each row lands once, none is left out', async () => {
    const at = place();
    const runId = randomUUID();
    await createTopic(brokers, at.topic, 4);
    const store = createMemoryStore();
    const member = () => memoryConsumer({ ...at, client: platformaticClient, maxBatchRows: 100 }, store);
    const end = new AbortController();
    const first = member();
    const running = first.consumer.run({ signal: end.signal });
    for (let round = 0; round < 3; round++) {
      const leave = new AbortController();
      const other = member();
      const visiting = other.consumer.run({ signal: leave.signal });
      const from = round * 2000;
      for (let k = 0; k < 4; k++)
        await produceRaw(brokers, at.topic, runMessages({ runId, from: from + 500 * k, rows: 500, partitions: 4 }));
      await until(() => other.told('assigned').some(({ partitions }) => partitions.length === 2));
      leave.abort();
      await visiting;
    }
    await until(() => store.rows.length >= 6000);
    end.abort();
    const report = await running;
    expect(landedTexts(store)).toEqual(expectedTexts(runId, range(0, 6000)));
    expect(report).toMatchObject({ deadLetters: 0 });
    const last = member();
    expect(await last.consumer.run({ untilCaughtUp: true })).toMatchObject({ written: 0 });
    // By the log itself: what fills the topic sends a request again when a partition has just changed hands.
    const ends = await withAdmin(brokers, (admin) => admin.fetchTopicOffsets(at.topic));
    expect(await committedOffsets(brokers, at.groupId, at.topic)).toEqual(
      new Map(ends.map(({ partition, high }) => [partition, BigInt(high)])),
    );
  });

  it('shares a group with members of the other client', async () => {
    const at = place();
    await createTopic(brokers, at.topic, 4);
    const one = await startMember(platformaticClient({ brokers }), at);
    try {
      await until(() => one.assigned.at(-1)?.length === 4);
      const other = await startMember(kafkajsClient({ brokers }), at);
      try {
        await until(() => one.assigned.at(-1)?.length === 2 && other.assigned.at(-1)?.length === 2);
        expect([...one.assigned.at(-1)!, ...other.assigned.at(-1)!].toSorted()).toEqual([0, 1, 2, 3]);
        await produceRaw(
          brokers,
          at.topic,
          range(0, 8).map((k) => ({ partition: k % 4, value: `m${k}` })),
        );
        await until(() => one.received.length === 4 && other.received.length === 4);
        expect([...values(one.received), ...values(other.received)].toSorted()).toEqual(
          range(0, 8).map((k) => `m${k}`),
        );
      } finally {
        await other.leave();
      }
      await until(() => one.assigned.at(-1)?.length === 4);
    } finally {
      await one.leave();
    }
    expect(await readAll(brokers, at.topic)).toHaveLength(8);
  });
});
