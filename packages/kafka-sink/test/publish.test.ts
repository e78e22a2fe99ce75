import { type Batch, createRunId, tableFromColumns } from '@cvd/core';
import { sinkConformance } from '@cvd/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KafkaErrorKind } from '../src/client/kafka-error.js';
import { kafkaSink } from '../src/publish/kafka-sink.js';
import type { KafkaSinkOptions } from '../src/publish/kafka-sink-options.js';
import { partitionOfKey } from '../src/publish/murmur2.js';
import type { Delivery } from '../src/publish/publish-stats.js';
import { landedRows } from './support/landed-rows.js';
import { createMemoryKafka, type MemoryKafka } from './support/memory-kafka.js';

describe('a kafka sink on a client in memory', () => {
  const kafka = createMemoryKafka();
  sinkConformance({
    runner: { describe, it },
    create: (topic) => kafkaSink({ brokers: ['memory:1'], topic, client: kafka.client, partitions: 3, batchRows: 20 }),
    read: async (topic) => landedRows((kafka.topics.get(topic) ?? []).flat()),
  });

  it('leaves nothing open', () => {
    expect(kafka.open).toBe(0);
  });
});

const OLD_RUN = '01890000-0000-7000-8000-000000000001';

const batchOf = (rows: number, firstRow = 0, facts: Partial<Batch> = {}): Batch => ({
  table: tableFromColumns({
    i: Float64Array.from({ length: rows }, (_, k) => firstRow + k),
    name: Array.from({ length: rows }, (_, k) => ((firstRow + k) % 9 === 4 ? null : `name ${(firstRow + k) % 9}`)),
  }),
  runId: OLD_RUN,
  firstRow,
  fingerprint: '00112233aabbccdd',
  ...facts,
});

describe('kafkaSink', () => {
  let kafka: MemoryKafka;
  beforeEach(() => {
    kafka = createMemoryKafka();
  });
  afterEach(() => {
    expect(kafka.open).toBe(0);
  });

  const sinkWith = (options: Partial<KafkaSinkOptions> = {}) =>
    kafkaSink({ brokers: ['memory:1'], topic: 'rows', client: kafka.client, partitions: 3, batchRows: 10, ...options });

  const writing = async (batches: readonly Batch[], options: Partial<KafkaSinkOptions> = {}) => {
    const sink = sinkWith(options);
    await sink.open();
    try {
      for (const batch of batches) await sink.write(batch);
      return sink.stats();
    } finally {
      await sink.close();
    }
  };

  /** Row indices in a partition, in order. */
  const indices = (partition: number): number[] =>
    landedRows(kafka.topics.get('rows')![partition]!).map(({ rowIndex }) => rowIndex!);

  const failing = (times: number, kind: KafkaErrorKind, rows: 'lost' | 'landed'): void => {
    let left = times;
    kafka.fault = () => (left-- > 0 ? { kind, rows } : null);
  };

  describe('with small writes at the same time', () => {
    const writingAtOnce = async (batches: readonly Batch[], options: Partial<KafkaSinkOptions> = {}) => {
      const sink = sinkWith({ partitions: 1, ...options });
      await sink.open();
      const outcomes = await Promise.allSettled(batches.map((batch) => sink.write(batch)));
      await sink.close();
      return { outcomes, stats: sink.stats() };
    };
    const singles = (rows: number, facts: Partial<Batch> = {}) =>
      Array.from({ length: rows }, (_, k) => batchOf(1, k, facts));

    it('sends those together that wait for the same moment, in order, up to batchRows', async () => {
      const { outcomes, stats } = await writingAtOnce(singles(35));
      expect(outcomes).toEqual(Array(35).fill({ status: 'fulfilled', value: { written: 1, refused: 0 } }));
      expect(indices(0)).toEqual(Array.from({ length: 35 }, (_, k) => k));
      expect(stats).toMatchObject({ rows: 35, requests: 4 }); // 10 of them at most go along
    });

    it('waits for more as long as it is told, and no longer than for batchRows', async () => {
      const sink = sinkWith({ partitions: 1, lingerMs: 60_000 });
      await sink.open();
      const writes = singles(9).map((batch) => sink.write(batch));
      let settled = false;
      const first = writes[0]!.then(() => {
        settled = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect([settled, sink.stats().requests]).toEqual([false, 0]);
      await Promise.all([first, ...writes, sink.write(batchOf(1, 9))]);
      expect(sink.stats()).toMatchObject({ rows: 10, requests: 1 });
      await sink.close();
    });

    it('goes when the time is over', async () => {
      const { stats } = await writingAtOnce(singles(3), { lingerMs: 5 });
      expect(stats).toMatchObject({ rows: 3, requests: 1 });
    });

    it('fails the write whose row cannot be sent, and no other', async () => {
      const bad = batchOf(1, 2, { table: tableFromColumns({ i: [Number.POSITIVE_INFINITY], name: ['x'] }) });
      const [one, two, , four] = singles(4);
      const { outcomes } = await writingAtOnce([one!, two!, bad, four!]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
      expect(outcomes[2]).toMatchObject({ reason: { code: 'CVD_INVALID_VALUE' } });
      expect(indices(0)).toEqual([0, 1, 3]);
    });

    it('fails all that went with a request that was given up', async () => {
      failing(1, 'refused', 'lost');
      const { outcomes } = await writingAtOnce(singles(12));
      const failed = outcomes.filter(({ status }) => status === 'rejected');
      expect(failed.length).toBeGreaterThanOrEqual(1);
      expect(indices(0).length).toBe(12 - failed.length);
    });

    it('keeps runs apart', async () => {
      const other = { runId: createRunId(), fingerprint: 'ffeeddccbbaa9988' };
      const { stats } = await writingAtOnce([...singles(3), ...singles(3, other), ...singles(2)]);
      expect(stats).toMatchObject({ rows: 8 });
      expect(stats.requests).toBeGreaterThanOrEqual(3);
    });
  });

  it('puts rows that follow each other on one partition, the same one however they are written', async () => {
    const deliveries: Delivery[] = [];
    const stats = await writing([batchOf(35), batchOf(30, 35)], {
      onDelivery: (delivery) => deliveries.push(delivery),
    });
    const range = (start: number, end: number) => Array.from({ length: end - start }, (_, k) => start + k);
    expect(indices(0)).toEqual([...range(0, 10), ...range(30, 40), ...range(60, 65)]);
    expect(indices(1)).toEqual([...range(10, 20), ...range(40, 50)]);
    expect(indices(2)).toEqual([...range(20, 30), ...range(50, 60)]);
    expect(stats).toMatchObject({ rows: 65, retries: 0, splits: 0 });
    expect(deliveries.length).toBe(stats.requests);
    expect(deliveries.reduce((sum, { rows }) => sum + rows, 0)).toBe(65);
    expect(deliveries.every(({ tries, milliseconds }) => tries === 1 && milliseconds >= 0)).toBe(true);
    const before = [0, 1, 2].map(indices);
    kafka.topics.clear();
    await writing(Array.from({ length: 65 }, (_, k) => batchOf(1, k)));
    expect([0, 1, 2].map(indices)).toEqual(before);
  });

  it('puts rows of a key where every Kafka client does, and rows without one as if there were no keys', async () => {
    await writing([batchOf(90)], { key: 'name' });
    for (const [partition, log] of kafka.topics.get('rows')!.entries()) {
      for (const [k, row] of landedRows(log).entries()) {
        const { name } = row.values;
        expect(log[k]!.key === null ? null : Buffer.from(log[k]!.key).toString()).toBe(name);
        const expected =
          name === null ? Math.floor(row.rowIndex! / 10) % 3 : partitionOfKey(Buffer.from(String(name)), 3);
        expect(partition).toBe(expected);
      }
    }
    expect([0, 1, 2].flatMap(indices).length).toBe(90);
  });

  it('carries scattered indices', async () => {
    const rowIndices = Float64Array.of(25, 3, 2 ** 53 - 1, 4);
    await writing([{ ...batchOf(4), rowIndices }]);
    expect([0, 1, 2].flatMap(indices).sort((a, b) => a - b)).toEqual([3, 4, 25, 2 ** 53 - 1]);
    expect(indices(2)[0]).toBe(25);
  });

  it('cuts requests by rows and by bytes, sends one at a time to a partition and some at once to several', async () => {
    kafka.delayMs = 5;
    await writing([batchOf(300)], { batchRows: 30, maxInFlight: 2, partitions: 4 });
    expect(Math.max(...kafka.requests.map(({ messages }) => messages.length))).toBe(30);
    expect(kafka.most).toEqual({ onOnePartition: 1, atOnce: 2 });
    kafka.requests.length = 0;
    await writing([batchOf(300)], { batchRows: 300, maxBatchBytes: 2000 });
    expect(Math.max(...kafka.requests.map(({ messages }) => messages.length))).toBeLessThan(15);
    expect(kafka.requests.reduce((sum, { messages }) => sum + messages.length, 0)).toBe(300);
  });

  it('leaves a topic that is there as it is', async () => {
    kafka.topics.set('rows', [[], []]);
    await writing([batchOf(30)], { partitions: 5 });
    expect(kafka.topics.get('rows')!.map((log) => log.length)).toEqual([20, 10]);
  });

  it.each<[KafkaErrorKind, 'lost' | 'landed']>([
    ['transient', 'lost'],
    ['unreachable', 'lost'],
    ['missing-topic', 'lost'],
    ['fenced', 'lost'],
    ['ambiguous', 'lost'],
    ['ambiguous', 'landed'],
  ])('sends again after a failure that passes (%s, %s)', async (kind, rows) => {
    failing(2, kind, rows);
    expect(await writing([batchOf(5)])).toMatchObject({ rows: 5, requests: 1, retries: 2 });
    expect(new Set(indices(0))).toEqual(new Set([0, 1, 2, 3, 4]));
    expect(indices(0).length).toBe(rows === 'lost' ? 5 : 15);
  });

  it('gives up in time, and sends what comes next through a new producer', async () => {
    const sink = sinkWith({ deliveryTimeoutMs: 300 });
    await sink.open();
    failing(Number.POSITIVE_INFINITY, 'ambiguous', 'lost');
    await expect(sink.write(batchOf(5))).rejects.toMatchObject({ code: 'CVD_KAFKA', kind: 'ambiguous' });
    kafka.fault = () => null;
    await sink.write(batchOf(5));
    await sink.close();
    expect(indices(0)).toEqual([0, 1, 2, 3, 4]);
    expect(kafka.requests.at(-1)!.producer).toBeGreaterThan(kafka.requests[0]!.producer);
  });

  it.each<KafkaErrorKind>(['refused', 'fatal'])('fails at once where trying again is of no use (%s)', async (kind) => {
    failing(1, kind, 'lost');
    await expect(writing([batchOf(5)])).rejects.toMatchObject({ code: 'CVD_KAFKA', kind });
    expect(kafka.requests.length).toBe(1);
  });

  it('begins no more requests after one has failed for good', async () => {
    kafka.delayMs = 5;
    kafka.fault = ({ partition }) => (partition === 1 ? { kind: 'refused', rows: 'lost' } : null);
    await expect(writing([batchOf(300)])).rejects.toMatchObject({ kind: 'refused' });
    expect(kafka.requests.length).toBeLessThan(8);
  });

  it('halves a request that the broker finds too large', async () => {
    kafka.maxBytes = 100;
    const stats = await writing([batchOf(30)], { batchRows: 30 });
    expect([0, 1, 2].flatMap(indices).length).toBe(30);
    expect(stats.splits).toBeGreaterThan(3);
    expect(indices(0)).toEqual([...indices(0)].sort((a, b) => a - b));
  });

  it('names a row that is too large by itself, and sends nothing of its batch', async () => {
    const table = tableFromColumns({ text: Array.from({ length: 20 }, (_, k) => 'x'.repeat(k === 13 ? 5000 : 5)) });
    await expect(writing([{ ...batchOf(20, 100), table }], { maxBatchBytes: 4000 })).rejects.toMatchObject({
      code: 'CVD_ROW_TOO_LARGE',
      rowIndex: 113,
      runId: OLD_RUN,
      limit: 4000,
    });
    expect(kafka.requests.length).toBe(0);
    kafka.maxBytes = 1000;
    await expect(writing([{ ...batchOf(20, 100), table }])).rejects.toMatchObject({
      code: 'CVD_ROW_TOO_LARGE',
      rowIndex: 113,
      limit: null,
    });
  });

  describe('a run id that the topic has seen', () => {
    const other = { fingerprint: 'ffffffffffffffff' };

    it('is refused under another fingerprint, and goes on under its own', async () => {
      await writing([batchOf(200)]);
      await expect(writing([batchOf(10, 200, other)])).rejects.toMatchObject({
        code: 'CVD_RUN_MISMATCH',
        known: '00112233aabbccdd',
        given: 'ffffffffffffffff',
      });
      expect([0, 1, 2].flatMap(indices).length).toBe(200);
      await writing([batchOf(10, 200)]);
      expect([0, 1, 2].flatMap(indices).length).toBe(210);
    });

    it('is found among the last 100 records of any partition, also behind other runs and strange records', async () => {
      await writing([batchOf(10)]);
      const strange = { key: null, value: Buffer.from('hello'), headers: {}, offset: 10n, timestamp: 0 };
      kafka.topics.get('rows')![0]!.push(strange);
      await writing([batchOf(60, 0, { runId: createRunId() })]);
      await expect(writing([batchOf(10, 10, other)])).rejects.toMatchObject({ code: 'CVD_RUN_MISMATCH' });
    });

    it('is left to the warehouse where the topic may not be read', async () => {
      await writing([batchOf(10)]);
      kafka.refuseReading = true;
      await writing([batchOf(10, 10, other)]);
      expect([0, 1, 2].flatMap(indices).length).toBe(20);
    });

    it('is not looked for where it was made after the sink', async () => {
      await writing([batchOf(10)]);
      kafka.refuseReading = true; // a look would show as an open consumer, or not at all
      const sink = sinkWith();
      await sink.open();
      await sink.write(batchOf(10, 0, { runId: createRunId() }));
      await sink.close();
    });
  });

  it('keeps to the rate', async () => {
    const started = performance.now();
    await writing([batchOf(60)], { rowsPerSecond: 200, batchRows: 60 });
    // 60 rows at 200 a second: the last request may go when those before it have had their time.
    const last = kafka.requests.at(-1)!.messages.length;
    expect(performance.now() - started).toBeGreaterThan((1000 * (60 - last)) / 200 - 20);
    expect(kafka.requests.length).toBe(2);
  });

  it('sends the write in hand to the end, so that an interrupted stream leaves whole writes', async () => {
    kafka.delayMs = 5;
    const controller = new AbortController();
    const sink = sinkWith({ onDelivery: () => controller.abort() });
    await sink.open();
    await sink.write(batchOf(90), { signal: controller.signal });
    await expect(sink.write(batchOf(10, 90), { signal: controller.signal })).rejects.toMatchObject({
      code: 'CVD_ABORTED',
    });
    await sink.close();
    expect([0, 1, 2].flatMap(indices).length).toBe(90);
  });

  it('ends its waiting between tries at the signal', async () => {
    const controller = new AbortController();
    const sink = sinkWith();
    await sink.open();
    failing(Number.POSITIVE_INFINITY, 'unreachable', 'lost');
    const write = sink.write(batchOf(5), { signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    await expect(write).rejects.toMatchObject({ code: 'CVD_ABORTED' });
    await sink.close();
  });

  it('ends its waiting for the rate at the signal', async () => {
    const controller = new AbortController();
    const sink = sinkWith({ rowsPerSecond: 1, batchRows: 1 });
    await sink.open();
    const write = sink.write(batchOf(50), { signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    await expect(write).rejects.toMatchObject({ code: 'CVD_ABORTED' });
    expect(sink.stats().rows).toBeLessThan(3);
    await sink.close();
  });

  it('gives up opening in time', async () => {
    const never = new Promise<never>(() => {});
    const client = () => ({ ...kafka.client({ brokers: [] }), admin: () => never });
    await expect(sinkWith({ client, openTimeoutMs: 50 }).open()).rejects.toMatchObject({
      code: 'CVD_KAFKA',
      kind: 'unreachable',
      message: expect.stringContaining('memory:1'),
    });
    const controller = new AbortController();
    const opening = sinkWith({ client }).open({ signal: controller.signal });
    controller.abort();
    await expect(opening).rejects.toMatchObject({ code: 'CVD_ABORTED' });
  });

  it('closes what came too late', async () => {
    const { admin, ...rest } = kafka.client({ brokers: [] });
    const slow = () => ({
      ...rest,
      admin: async () => {
        await new Promise((resolve) => setTimeout(resolve, 60));
        return admin();
      },
    });
    await expect(sinkWith({ client: slow, openTimeoutMs: 20 }).open()).rejects.toMatchObject({ kind: 'unreachable' });
    await new Promise((resolve) => setTimeout(resolve, 120));
  });

  it.each<[string, Partial<Batch>, string]>([
    ['a run id that is no UUID', { runId: 'log:1:rows:0' }, 'CVD_INVALID_OPTION'],
    ['a fingerprint that is none', { fingerprint: '' }, 'CVD_INVALID_OPTION'],
    ['a number that JSON cannot write', { table: tableFromColumns({ i: [Infinity] }) }, 'CVD_INVALID_VALUE'],
  ])('refuses %s', async (_, facts, code) => {
    await expect(writing([batchOf(1, 0, facts)])).rejects.toMatchObject({ code });
    expect(kafka.requests.length).toBe(0);
  });

  it('refuses a key that is no column', async () => {
    await expect(writing([batchOf(1)], { key: 'id' })).rejects.toMatchObject({ code: 'CVD_SINK_SCHEMA' });
  });

  it.each<Partial<KafkaSinkOptions>>([
    { brokers: [] },
    { brokers: ['here'] },
    { topic: 'a topic' },
    { topic: '..' },
    { partitions: 0 },
    { retentionMs: 0 },
    { batchRows: 0.5 },
    { maxBatchBytes: 10 },
    { maxInFlight: 0 },
    { rowsPerSecond: 0 },
    { rowsPerSecond: Number.NaN },
    { compression: 'brotli' as 'gzip' },
  ])('refuses the option %o', (options) => {
    expect(() => sinkWith(options)).toThrow(expect.objectContaining({ code: 'CVD_INVALID_OPTION' }));
  });
});
