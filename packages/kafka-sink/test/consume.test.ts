import { randomUUID } from 'node:crypto';
import type { Sink } from '@cvd/core';
import { type MemoryStore, memorySink } from '@cvd/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeKafka, sharedBroker } from './support/broker.js';
import { commitRaw } from './support/commit-raw.js';
import { expectedTexts, landedTexts, memoryConsumer, range, runMessages, until } from './support/consumed-rows.js';
import {
  committedOffsets,
  createTopic,
  deleteTopic,
  produceRaw,
  readAll,
  uniqueGroup,
  uniqueTopic,
  withAdmin,
} from './support/topics.js';

describeKafka('createConsumer on a broker', () => {
  let brokers: string[];
  beforeAll(async () => {
    ({ brokers } = await sharedBroker());
  });

  /** A topic and a group of the test's own. */
  const place = async (partitions = 1) => {
    const [topic, groupId] = [uniqueTopic('consume'), uniqueGroup('consume')];
    await createTopic(brokers, topic, partitions);
    return { brokers, topic, groupId };
  };
  const committed = ({ groupId, topic }: { readonly groupId: string; readonly topic: string }) =>
    committedOffsets(brokers, groupId, topic);

  it('lands every row of all partitions once and commits them all', async () => {
    const at = await place(3);
    const runId = randomUUID();
    await produceRaw(brokers, at.topic, runMessages({ runId, rows: 3001, partitions: 3 }));
    const { consumer, store, told } = memoryConsumer(at);
    const report = await consumer.run({ untilCaughtUp: true });
    expect(landedTexts(store)).toEqual(expectedTexts(runId, range(0, 3001)));
    expect(await committed(at)).toEqual(
      new Map([
        [0, 1001n],
        [1, 1000n],
        [2, 1000n],
      ]),
    );
    expect(report).toMatchObject({
      reason: 'caught-up',
      drained: true,
      rows: 3001,
      written: 3001,
      refused: 0,
      deadLetters: 0,
      restarts: 0,
    });
    expect(consumer.stats()).toMatchObject({ state: 'ended', lag: 0 });
    expect(told('batch').every(({ rows }) => rows <= 1000)).toBe(true);
  });

  it('goes on where it stopped', async () => {
    const at = await place();
    const runId = randomUUID();
    await produceRaw(brokers, at.topic, runMessages({ runId, rows: 250 }));
    const first = memoryConsumer(at);
    await first.consumer.run({ untilCaughtUp: true });
    await produceRaw(brokers, at.topic, runMessages({ runId, from: 250, rows: 100 }));
    const second = memoryConsumer(at, first.store);
    expect(await second.consumer.run({ untilCaughtUp: true })).toMatchObject({ rows: 100, written: 100, refused: 0 });
    expect(landedTexts(first.store)).toEqual(expectedTexts(runId, range(0, 350)));
    const third = memoryConsumer(at, first.store);
    expect(await third.consumer.run({ untilCaughtUp: true })).toMatchObject({ rows: 0, batches: 0 });
  });

  it('finishes and commits the batch in hand when it is stopped', async () => {
    const at = await place();
    const runId = randomUUID();
    await produceRaw(brokers, at.topic, runMessages({ runId, rows: 500 }));
    const controller = new AbortController();
    const inner = memorySink();
    const { store } = inner;
    let writes = 0;
    const sink: Sink = {
      ...inner,
      write: async (batch, options) => {
        if (++writes === 2) controller.abort();
        await new Promise((resolve) => setTimeout(resolve, 300));
        return inner.write(batch, options);
      },
    };
    const running = memoryConsumer({ ...at, sink, maxBatchRows: 100 }, store);
    const report = await running.consumer.run({ signal: controller.signal });
    expect(report).toMatchObject({ reason: 'signal', drained: true, rows: 200, written: 200 });
    expect(landedTexts(store)).toEqual(expectedTexts(runId, range(0, 200)));
    expect(await committed(at)).toEqual(new Map([[0, 200n]]));
  });

  it('sends what is no row to the dead letters, bytes and reasons, and lands all others', async () => {
    const at = await place();
    const runId = randomUUID();
    const messages = runMessages({ runId, rows: 1000 });
    const broken = range(0, 11).map((k) => k * 90 + 5);
    for (const i of broken) messages[i] = { ...messages[i]!, key: `key ${i}`, value: `{"i": ${i}, broken` };
    messages[7] = { ...messages[7]!, value: null };
    await produceRaw(brokers, at.topic, messages);
    const { consumer, store, told } = memoryConsumer(at);
    const report = await consumer.run({ untilCaughtUp: true });
    expect(report).toMatchObject({ rows: 1000, written: 988, deadLetters: 12 });
    const poison = new Set([...broken, 7]);
    expect(landedTexts(store)).toEqual(
      expectedTexts(
        runId,
        range(0, 1000).filter((i) => !poison.has(i)),
      ),
    );
    expect(await committed(at)).toEqual(new Map([[0, 1000n]]));
    const letters = await readAll(brokers, `${at.topic}.dead-letters`);
    const texts = letters.map(({ key, value, headers }) => [
      key?.toString() ?? null,
      value?.toString() ?? null,
      ...['cvd-error-code', 'cvd-source-topic', 'cvd-source-partition', 'cvd-source-offset', 'cvd-run-id'].map((name) =>
        String(headers[name]),
      ),
    ]);
    expect(texts).toEqual(
      [...poison]
        .sort((a, b) => a - b)
        .map((i) =>
          i === 7
            ? [null, null, 'no-value', at.topic, '0', '7', runId]
            : [`key ${i}`, `{"i": ${i}, broken`, 'not-json', at.topic, '0', String(i), runId],
        ),
    );
    expect(told('dead-letter').length).toBe(12);
  });

  it('keeps its place in the group while a write takes longer than the session', async () => {
    const at = await place();
    const runId = randomUUID();
    await produceRaw(brokers, at.topic, runMessages({ runId, rows: 30 }));
    const { store } = memoryConsumer(at);
    const inner = memorySink(store);
    const sink: Sink = {
      ...inner,
      write: async (batch, options) => {
        await new Promise((resolve) => setTimeout(resolve, 9000));
        return inner.write(batch, options);
      },
    };
    const { consumer } = memoryConsumer({ ...at, sink }, store);
    const report = await consumer.run({ untilCaughtUp: true });
    expect(report).toMatchObject({ rows: 30, written: 30, restarts: 0, rebalances: 0, batches: 1 });
    expect(await committed(at)).toEqual(new Map([[0, 30n]]));
  });

  it('refuses what comes again when offsets are set back', async () => {
    const at = await place();
    const runId = randomUUID();
    await produceRaw(brokers, at.topic, runMessages({ runId, rows: 400 }));
    const first = memoryConsumer(at);
    await first.consumer.run({ untilCaughtUp: true });
    await commitRaw(brokers, at, 0, 0n);
    const second = memoryConsumer(at, first.store);
    expect(await second.consumer.run({ untilCaughtUp: true })).toMatchObject({ rows: 400, written: 0, refused: 400 });
    expect(landedTexts(first.store)).toEqual(expectedTexts(runId, range(0, 400)));
  });

  it('waits for a topic that is not there yet', async () => {
    const at = { brokers, topic: uniqueTopic('late'), groupId: uniqueGroup('late') };
    const runId = randomUUID();
    const controller = new AbortController();
    const { consumer, store, told } = memoryConsumer(at);
    const running = consumer.run({ signal: controller.signal });
    await until(() => told('waiting').length >= 2);
    await createTopic(brokers, at.topic);
    await produceRaw(brokers, at.topic, runMessages({ runId, rows: 20 }));
    await until(() => store.rows.length === 20 && told('committed').length > 0);
    controller.abort();
    await running;
    expect(landedTexts(store)).toEqual(expectedTexts(runId, range(0, 20)));
  });

  it('shares partitions with a second member that comes and goes, and no row is lost or doubled', async () => {
    const at = await place(4);
    const runId = randomUUID();
    const { store } = memoryConsumer(at);
    const slowly = (): Sink => {
      const inner = memorySink(store);
      return {
        ...inner,
        write: async (batch, options) => {
          await new Promise((resolve) => setTimeout(resolve, 20));
          return inner.write(batch, options);
        },
      };
    };
    const [stopFirst, stopSecond] = [new AbortController(), new AbortController()];
    const first = memoryConsumer({ ...at, sink: slowly(), maxBatchRows: 100 }, store);
    const running = first.consumer.run({ signal: stopFirst.signal });
    await until(() => first.told('assigned').length > 0);
    let rows = 0;
    const produce = async (more: number): Promise<void> => {
      await produceRaw(brokers, at.topic, runMessages({ runId, from: rows, rows: more, partitions: 4 }));
      rows += more;
    };
    await produce(2000);
    const second = memoryConsumer({ ...at, sink: slowly(), maxBatchRows: 100 }, store);
    const other = second.consumer.run({ signal: stopSecond.signal });
    while (second.told('batch').length < 3) await produce(400);
    await produce(2000);
    stopSecond.abort();
    const report = await other;
    await until(() => store.rows.length === rows && first.consumer.stats().lag === 0);
    stopFirst.abort();
    const whole = await running;
    expect(landedTexts(store)).toEqual(expectedTexts(runId, range(0, rows)));
    expect(first.told('revoked').length).toBeGreaterThan(0);
    expect(whole.written + report.written).toBe(rows);
    const offsets = [...(await committed(at)).values()];
    expect(offsets.reduce((sum, offset) => sum + Number(offset), 0)).toBe(rows);
  });

  it('reads a topic that was made anew from its beginning', async () => {
    const at = await place();
    const [old, fresh] = [randomUUID(), randomUUID()];
    await produceRaw(brokers, at.topic, runMessages({ runId: old, rows: 500 }));
    const first = memoryConsumer(at);
    await first.consumer.run({ untilCaughtUp: true });
    await deleteTopic(brokers, at.topic);
    await createTopic(brokers, at.topic);
    await produceRaw(brokers, at.topic, runMessages({ runId: fresh, rows: 300 }));
    const second = memoryConsumer(at, first.store);
    expect(await second.consumer.run({ untilCaughtUp: true })).toMatchObject({ rows: 300, written: 300, refused: 0 });
    expect(landedTexts(first.store)).toEqual(
      [...expectedTexts(old, range(0, 500)), ...expectedTexts(fresh, range(0, 300))].sort(),
    );
  });

  it('reads again from the earliest offset when the group’s own is beyond the log', async () => {
    const at = await place();
    const runId = randomUUID();
    await produceRaw(brokers, at.topic, runMessages({ runId, rows: 300 }));
    await commitRaw(brokers, at, 0, 900n);
    const { consumer, store, told } = memoryConsumer(at);
    expect(await consumer.run({ untilCaughtUp: true })).toMatchObject({ rows: 300, written: 300 });
    expect(landedTexts(store)).toEqual(expectedTexts(runId, range(0, 300)));
    expect(told('log-restarted')).toMatchObject([{ partition: 0, problem: 'ahead', offset: 900n }]);
    expect(await committed(at)).toEqual(new Map([[0, 300n]]));
  });

  it('tells when rows have expired before they were read, and goes on with the oldest that is left', async () => {
    const at = await place();
    const runId = randomUUID();
    await produceRaw(brokers, at.topic, runMessages({ runId, rows: 300 }));
    await commitRaw(brokers, at, 0, 100n);
    await withAdmin(brokers, async (admin) => {
      await admin.fetchTopicOffsets(at.topic); // kafkajs deletes records of topics it has heard of only
      await admin.deleteTopicRecords({ topic: at.topic, partitions: [{ partition: 0, offset: '250' }] });
    });
    const { consumer, store, told } = memoryConsumer(at);
    await consumer.run({ untilCaughtUp: true });
    expect(landedTexts(store)).toEqual(expectedTexts(runId, range(250, 300)));
    expect(told('log-restarted')).toMatchObject([{ problem: 'behind', offset: 100n, log: { low: 250n, high: 300n } }]);
  });

  describe('with rows that carry no run id', () => {
    const foreign = (rows: number, from = 0) =>
      range(from, from + rows).map((i) => ({ value: JSON.stringify({ i, kind: 'foreign' }) }));
    const identities = (store: MemoryStore) =>
      store.rows.map(({ runId, rowIndex, values }) => [runId, rowIndex, values.i]);

    it('knows them by topic, partition, offset and epoch', async () => {
      const at = await place();
      await produceRaw(brokers, at.topic, foreign(250));
      const first = memoryConsumer(at);
      await first.consumer.run({ untilCaughtUp: true });
      expect(identities(first.store)).toEqual(range(0, 250).map((i) => [`log:0:${at.topic}:0`, i, i]));
      await commitRaw(brokers, at, 0, 50n);
      const second = memoryConsumer(at, first.store);
      expect(await second.consumer.run({ untilCaughtUp: true })).toMatchObject({ written: 0, refused: 200 });
    });

    it('refuses to take the rows of a topic that was made anew for old ones, each time until there is a new epoch', async () => {
      const at = await place();
      await produceRaw(brokers, at.topic, foreign(500));
      const first = memoryConsumer(at);
      await first.consumer.run({ untilCaughtUp: true });
      await deleteTopic(brokers, at.topic);
      await createTopic(brokers, at.topic);
      await produceRaw(brokers, at.topic, foreign(300, 1000));
      for (let attempt = 0; attempt < 2; attempt++)
        await expect(memoryConsumer(at, first.store).consumer.run({ untilCaughtUp: true })).rejects.toMatchObject({
          code: 'CVD_LOG_RESTARTED',
          partition: 0,
        });
      expect(first.store.rows.length).toBe(500);
      const anew = memoryConsumer({ ...at, groupId: uniqueGroup('anew'), epoch: '2' }, first.store);
      expect(await anew.consumer.run({ untilCaughtUp: true })).toMatchObject({ written: 300, refused: 0 });
      expect(identities(first.store).slice(500)).toEqual(
        range(0, 300).map((i) => [`log:2:${at.topic}:0`, i, 1000 + i]),
      );
    });

    it('takes rows that it finds before its first commit for its own when it had begun', async () => {
      const at = await place();
      await produceRaw(brokers, at.topic, foreign(120));
      const inner = memorySink();
      const dying: Sink = {
        ...inner,
        write: async (batch, options) => {
          await inner.write(batch, options);
          throw new Error('killed after the write');
        },
      };
      await expect(memoryConsumer({ ...at, sink: dying }).consumer.run({ untilCaughtUp: true })).rejects.toThrow(
        'killed after',
      );
      expect(inner.store.rows.length).toBeGreaterThan(0);
      const next = memoryConsumer(at, inner.store);
      await next.consumer.run({ untilCaughtUp: true });
      expect(identities(inner.store)).toEqual(range(0, 120).map((i) => [`log:0:${at.topic}:0`, i, i]));
    });
  });

  it('fails within its time when no broker answers, naming the address', async () => {
    const { consumer } = memoryConsumer({
      brokers: ['127.0.0.1:1'],
      topic: 'nowhere',
      groupId: 'nobody',
      connectWithinMs: 500,
    });
    await expect(consumer.run()).rejects.toMatchObject({
      code: 'CVD_KAFKA',
      kind: 'unreachable',
      message: expect.stringContaining('127.0.0.1:1'),
    });
  });
});
