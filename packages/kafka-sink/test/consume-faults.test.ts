import { randomUUID } from 'node:crypto';
import { type Batch, type Metadata, type Sink, SinkClosedError, SinkLockedError, SinkWriteError } from '@cvd/core';
import { createMemoryStore, memorySink } from '@cvd/core/testing';
import { describe, expect, it } from 'vitest';
import { createConsumer } from '../src/index.js';
import {
  type ConsumerSetup,
  expectedTexts,
  landedTexts,
  memoryConsumer,
  range,
  rowOf,
  until,
} from './support/consumed-rows.js';
import { createMemoryGroup, type MemoryGroup, trouble } from './support/memory-group.js';
import { preparedGroup as prepared } from './support/prepared-group.js';

/** A memory sink whose writes go through something first. */
const sinkThat = (before: (batch: Batch, write: number) => void | Promise<void>) => {
  const store = createMemoryStore();
  const inner = memorySink(store);
  let writes = 0;
  const sink: Sink = {
    ...inner,
    write: async (batch, options) => {
      await before(batch, ++writes);
      return inner.write(batch, options);
    },
  };
  return { sink, store, writes: () => writes };
};

const gate = () => {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

describe('createConsumer when Kafka fails', () => {
  it.each(['fenced', 'fatal', 'transient', 'unreachable'] as const)(
    'makes a new client consumer when the old one has given up (%s)',
    async (kind) => {
      let crashed = false;
      const { sink, store } = sinkThat(() => {
        if (crashed) return;
        crashed = true;
        at.group.crash(kind);
      });
      const at = prepared(350, { sink, maxBatchRows: 100 });
      const report = await at.consumer.run({ untilCaughtUp: true });
      expect(landedTexts(store)).toEqual(expectedTexts(at.runId, range(0, 350)));
      expect(at.group.committed.get(0)).toBe(350n);
      expect(report.restarts).toBe(1);
      expect(at.group.calls.filter((call) => call === 'consumer').length).toBe(2);
    },
  );

  it('gives up at once when it is refused', async () => {
    const at = prepared(10);
    at.group.hooks.consumer = () => {
      throw trouble('refused');
    };
    await expect(at.consumer.run()).rejects.toMatchObject({ kind: 'refused' });
    expect(at.group.calls).toEqual(['consumer']);
  });

  it('gives up when Kafka is away for longer than it may be', async () => {
    const at = prepared(10, { connectWithinMs: 300 });
    let calls = 0;
    at.group.hooks.admin = () => {
      calls++;
      throw trouble('unreachable');
    };
    await expect(at.consumer.run()).rejects.toMatchObject({ kind: 'unreachable' });
    expect(calls).toBeGreaterThan(2);
  });

  it('commits again what the broker did not take, and only then what comes after', async () => {
    const at = prepared(300, { maxBatchRows: 100 });
    let failures = 0;
    at.group.hooks.commit = () => {
      if (failures++ < 2) throw trouble(failures === 1 ? 'transient' : 'ambiguous');
    };
    const report = await at.consumer.run({ untilCaughtUp: true });
    expect(at.group.committed.get(0)).toBe(300n);
    expect(at.told('retry').map(({ what }) => what)).toEqual(['commit', 'commit']);
    expect(report).toMatchObject({ rows: 300, written: 300, retries: 2, restarts: 0 });
  });

  it('makes a new client consumer when a commit finds that it is no member any more', async () => {
    const at = prepared(300, { maxBatchRows: 100 });
    let commits = 0;
    at.group.hooks.commit = () => {
      if (++commits === 2) throw trouble('fenced');
    };
    const report = await at.consumer.run({ untilCaughtUp: true });
    expect(landedTexts(at.store)).toEqual(expectedTexts(at.runId, range(0, 300)));
    expect(at.group.committed.get(0)).toBe(300n);
    expect([report.restarts, report.refused > 0]).toEqual([1, true]);
  });

  it('begins nothing after a heartbeat that tells of a rebalance, and commits what was in hand', async () => {
    const { open, opened } = gate();
    const { sink, store, writes } = sinkThat(async (_, write) => {
      if (write === 1) await opened;
    });
    const at = prepared(300, { sink, maxBatchRows: 100, sessionTimeoutMs: 100 });
    const running = at.consumer.run({ untilCaughtUp: true });
    await until(() => writes() === 1);
    let beats = 0;
    at.group.hooks.heartbeat = () => {
      beats++;
      throw trouble('rebalance');
    };
    await until(() => beats > 0);
    open();
    await until(() => at.group.committed.get(0) === 100n);
    const before = beats;
    await until(() => beats > before + 1);
    expect(writes()).toBe(1);
    at.group.hooks.heartbeat = () => {};
    await at.group.rebalance();
    await running;
    expect(landedTexts(store)).toEqual(expectedTexts(at.runId, range(0, 300)));
    expect(at.told('revoked').length).toBe(1);
  });

  it('does not commit a batch whose partition was taken away while it was written', async () => {
    const { open, opened } = gate();
    const { sink, store, writes } = sinkThat(async (_, write) => {
      if (write === 1) await opened;
    });
    const at = prepared(100, { sink });
    const running = at.consumer.run({ untilCaughtUp: true });
    await until(() => writes() === 1);
    const shared = at.group.rebalance();
    open();
    await shared;
    const report = await running;
    expect(report).toMatchObject({ rows: 200, written: 100, refused: 100, rebalances: 1 });
    expect(at.group.calls.filter((call) => call.startsWith('commit'))).toEqual(['commit 0 100']);
    expect(landedTexts(store)).toEqual(expectedTexts(at.runId, range(0, 100)));
  });

  it('comes back by itself when the rebalance that was told never happens', async () => {
    const at = prepared(100, { sessionTimeoutMs: 100, rebalanceTimeoutMs: 100 });
    const controller = new AbortController();
    const running = at.consumer.run({ signal: controller.signal });
    await until(() => at.group.committed.get(0) === 100n);
    at.group.hooks.heartbeat = () => {
      throw trouble('rebalance');
    };
    await until(() => at.group.calls.filter((call) => call === 'consumer').length === 2);
    at.group.hooks.heartbeat = () => {};
    at.addRows(100, 150);
    await until(() => at.group.committed.get(0) === 150n);
    controller.abort();
    expect(await running).toMatchObject({ written: 150, restarts: 1 });
  });

  it('asks again for messages that a client has left out', async () => {
    const at = prepared(200);
    at.group.committed.set(0, 50n);
    const client: typeof at.group.client = (connection) => {
      const real = at.group.client(connection);
      return {
        ...real,
        consumer: async (settings) => {
          const consumer = await real.consumer(settings);
          return {
            ...consumer,
            run: (handlers) =>
              consumer.run({
                ...handlers,
                assigned: async (partitions) => {
                  await handlers.assigned(partitions);
                  consumer.seek(0, 120n); // as with auto.offset.reset = latest
                },
              }),
          };
        },
      };
    };
    const { consumer, store } = memoryConsumer({ ...at.settings, client });
    await consumer.run({ untilCaughtUp: true });
    expect(landedTexts(store)).toEqual(expectedTexts(at.runId, range(50, 200)));
  });

  it('reads from the earliest offset when the log turns out shorter under way, and commits no old offset to it', async () => {
    const { open, opened } = gate();
    const { sink, store, writes } = sinkThat(async (_, write) => {
      if (write === 2) await opened;
    });
    const at = prepared(200, { sink, maxBatchRows: 100 });
    const controller = new AbortController();
    const running = at.consumer.run({ signal: controller.signal });
    await until(() => writes() === 2);
    at.group.logs = null;
    const fresh = randomUUID();
    at.addRows(0, 40, { run: fresh });
    await at.group.outOfRange(0, 200n);
    open();
    await until(() => at.group.committed.get(0) === 40n);
    controller.abort();
    await running;
    expect(at.group.calls.filter((call) => call.startsWith('commit'))).toEqual(['commit 0 100', 'commit 0 40']);
    expect(landedTexts(store)).toEqual(
      [...expectedTexts(at.runId, range(0, 200)), ...expectedTexts(fresh, range(0, 40))].sort(),
    );
  });
});

describe('createConsumer when the sink fails', () => {
  it('writes the same batch again until it is taken, and goes on with other partitions', async () => {
    let down = true;
    const order: number[] = [];
    const { sink, store } = sinkThat(({ lineage }) => {
      order.push(lineage!.partition);
      if (lineage!.partition === 0 && down) throw new SinkWriteError('s', 't', 'busy', { retryable: true });
      if (order.filter((partition) => partition === 1).length === 2) down = false;
    });
    const at = prepared(100, { sink, maxBatchRows: 100 }, 2);
    const other = randomUUID();
    at.addRows(0, 200, { run: other, partition: 1 });
    const report = await at.consumer.run({ untilCaughtUp: true });
    expect(landedTexts(store)).toEqual(
      [...expectedTexts(at.runId, range(0, 100)), ...expectedTexts(other, range(0, 200))].sort(),
    );
    expect(report.retries).toBe(order.length - 3);
    expect(report.retries).toBeGreaterThan(0);
    expect(order.indexOf(1)).toBeLessThan(order.lastIndexOf(0));
  });

  it('sends a row that the sink cannot take to the dead letters with its bytes, and lands the others', async () => {
    const { sink, store } = sinkThat(({ table, rowIndices }) => {
      for (let k = 0; k < table.rows; k++)
        if (table.at(k, 'i') === 37) throw new SinkWriteError('s', 't', `row ${rowIndices![k]} is too wide`);
    });
    const at = prepared(100, { sink });
    const report = await at.consumer.run({ untilCaughtUp: true });
    expect(report).toMatchObject({ rows: 100, written: 99, deadLetters: 1 });
    expect(landedTexts(store)).toEqual(
      expectedTexts(
        at.runId,
        range(0, 100).filter((i) => i !== 37),
      ),
    );
    const [letter] = at.group.letters;
    expect(JSON.parse(String(letter!.value))).toEqual(rowOf(37));
    expect(String(letter!.headers['cvd-error-code'])).toBe('CVD_SINK_WRITE');
    expect(String(letter!.headers['cvd-error-message'])).toContain('row 37 is too wide');
    expect(Number(String(letter!.headers['cvd-attempts']))).toBeGreaterThan(1);
    expect(at.group.committed.get(0)).toBe(100n);
  });

  it('commits nothing of a batch until its dead letters are safe', async () => {
    const at = prepared(3);
    at.group.add(0, ['no json']);
    let failures = 0;
    at.group.hooks.send = () => {
      expect(at.group.committed.size).toBe(0);
      if (failures++ < 3) throw trouble('unreachable');
    };
    const report = await at.consumer.run({ untilCaughtUp: true });
    expect([report.deadLetters, report.retries, at.group.letters.length]).toEqual([1, 3, 1]);
    expect(at.group.committed.get(0)).toBe(4n);
  });

  it.each([
    ['credentials that are not taken', new SinkClosedError('s', 'write', 'closed')],
    ['an error nobody has foreseen', new TypeError('undefined is no function')],
  ])('stops on %s and commits nothing of the batch', async (_, error) => {
    const { sink } = sinkThat((_batch, write) => {
      if (write === 2) throw error;
    });
    const at = prepared(300, { sink, maxBatchRows: 100 });
    await expect(at.consumer.run({ untilCaughtUp: true })).rejects.toBe(error);
    expect(at.group.committed.get(0) ?? 0n).toBeLessThanOrEqual(100n);
    expect(at.group.letters).toEqual([]);
    expect(at.consumer.stats().state).toBe('ended');
  });

  it('stops when the sink does not open', async () => {
    const inner = memorySink();
    const error = new SinkLockedError('/x.db', 'duckdb', 12);
    const at = prepared(10, { sink: { ...inner, open: () => Promise.reject(error) } });
    await expect(at.consumer.run()).rejects.toBe(error);
    expect(at.group.calls).toEqual([]);
  });

  it('stops when most rows end as dead letters, and sends none of the batch that tells', async () => {
    const at = prepared(0);
    at.group.add(
      0,
      range(0, 300).map((i) => `broken ${i}`),
    );
    await expect(at.consumer.run({ untilCaughtUp: true })).rejects.toMatchObject({
      code: 'CVD_DEAD_LETTERS',
      deadLetters: 300,
      rows: 300,
      message: expect.stringContaining('no JSON'),
    });
    expect([at.group.letters.length, at.group.committed.size]).toEqual([0, 0]);
    const patient = memoryConsumer({ ...at.settings, deadLetters: { maxShare: 1 } });
    expect(await patient.consumer.run({ untilCaughtUp: true })).toMatchObject({ rows: 300, deadLetters: 300 });
    expect(at.group.letters.length).toBe(300);
  });

  it('sends rows of a known run with another fingerprint to the dead letters, refusing none silently', async () => {
    const at = prepared(100);
    at.addRows(100, 120, { fingerprint: 'ffffffffffffffff' });
    const report = await at.consumer.run({ untilCaughtUp: true });
    expect(report).toMatchObject({ rows: 120, written: 100, refused: 0, deadLetters: 20 });
    expect(new Set(at.told('dead-letter').map(({ code }) => code))).toEqual(new Set(['CVD_RUN_MISMATCH']));
    expect(landedTexts(at.store)).toEqual(expectedTexts(at.runId, range(0, 100)));
  });

  it('stops at what a listener throws', async () => {
    const at = prepared(100, {
      onEvent: ({ type }) => {
        if (type === 'batch') throw new Error('listener');
      },
    });
    await expect(at.consumer.run({ untilCaughtUp: true })).rejects.toThrow('listener');
  });
});

describe('createConsumer', () => {
  it('lands rows of several runs of one batch each under its own, and copies in one batch once', async () => {
    const at = prepared(50);
    const other = randomUUID();
    at.addRows(0, 30, { run: other });
    at.addRows(40, 60);
    const report = await at.consumer.run({ untilCaughtUp: true });
    expect(report).toMatchObject({ rows: 100, written: 90, refused: 10, batches: 1 });
    expect(landedTexts(at.store)).toEqual(
      [...expectedTexts(at.runId, range(0, 60)), ...expectedTexts(other, range(0, 30))].sort(),
    );
  });

  it('holds no more than a few batches of a partition while the sink is slow', async () => {
    const { open, opened } = gate();
    const { sink, store } = sinkThat(() => opened);
    const held: number[] = [];
    const at = prepared(20_000, {
      sink,
      batchRows: 50,
      maxBatchRows: 100,
      maxBytesPerPartition: 4000, // two of these fetches are fewer rows than two batches
      onEvent: ({ type }) => type === 'batch' && held.push(at.consumer.stats().partitions[0]!.held),
    });
    at.group.fetchRows = 70;
    const running = at.consumer.run({ untilCaughtUp: true });
    await until(() => at.group.paused.has(0));
    expect(at.consumer.stats().lag).toBe(20_000);
    open();
    await running;
    expect(store.rows.length).toBe(20_000);
    expect(Math.max(...held)).toBeLessThanOrEqual(100 + 200 + 70); // in hand, held, and the fetch that went beyond
    expect(at.group.calls.filter((call) => call.startsWith('resume')).length).toBeGreaterThan(0);
  });

  it('writes what has piled up in one go, and single rows after a while', async () => {
    const { open, opened } = gate();
    const sizes: number[] = [];
    const { sink, writes } = sinkThat(async ({ table }, write) => {
      sizes.push(table.rows);
      if (write === 1) await opened;
    });
    const at = prepared(1, { sink, batchRows: 10 });
    const controller = new AbortController();
    const running = at.consumer.run({ signal: controller.signal });
    await until(() => writes() === 1);
    at.addRows(1, 90);
    await until(() => at.consumer.stats().partitions[0]!.held === 90);
    open();
    await until(() => at.group.committed.get(0) === 90n);
    controller.abort();
    await running;
    expect(sizes).toEqual([1, 89]);
  });

  it('works at most so many partitions at a time', async () => {
    let now = 0;
    let most = 0;
    const { sink, store } = sinkThat(async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now--;
    });
    const at = prepared(0, { sink, concurrency: 2, maxBatchRows: 100 }, 5);
    for (const partition of range(0, 5)) at.addRows(1000 * partition, 1000 * partition + 300, { partition });
    await at.consumer.run({ untilCaughtUp: true });
    expect([most, store.rows.length]).toEqual([2, 1500]);
  });

  it('leaves a batch that does not end in the time for draining, uncommitted, and says so', async () => {
    const { sink, writes } = sinkThat(() => new Promise(() => {}));
    const at = prepared(100, { sink: { ...sink, close: async () => {} }, drainTimeoutMs: 100 });
    const controller = new AbortController();
    const running = at.consumer.run({ signal: controller.signal });
    await until(() => writes() === 1);
    controller.abort();
    expect(await running).toMatchObject({ reason: 'signal', drained: false, rows: 0 });
    expect(at.group.committed.size).toBe(0);
  });

  it('lets go of a batch that is tried again and again when the time for draining is over', async () => {
    const { sink, writes } = sinkThat(() => {
      throw new SinkWriteError('s', 't', 'down', { retryable: true });
    });
    const at = prepared(100, { sink, drainTimeoutMs: 100 });
    const controller = new AbortController();
    const running = at.consumer.run({ signal: controller.signal });
    await until(() => writes() > 1);
    controller.abort();
    expect(await running).toMatchObject({ drained: false, rows: 0 });
  });

  it('ends at once when its signal was given before, and runs once', async () => {
    const at = prepared(10);
    expect(await at.consumer.run({ signal: AbortSignal.abort() })).toMatchObject({ rows: 0, drained: true });
    await expect(at.consumer.run()).rejects.toMatchObject({ code: 'CVD_INVALID_OPTION' });
  });

  it('is caught up at once with an empty topic', async () => {
    const at = prepared(0);
    expect(await at.consumer.run({ untilCaughtUp: true })).toMatchObject({ reason: 'caught-up', rows: 0 });
    expect(at.told('caught-up').length).toBe(1);
  });

  it('gives columns that a message lacks no value, and turns away columns that the metadata does not know', async () => {
    const metadata: Metadata = {
      METADATA_SPEC_VERSION: 'V1',
      tables: { t: { columns: { i: { sdtype: 'numerical' }, name: { sdtype: 'categorical' } } } },
    };
    const at = prepared(0, { metadata });
    at.group.add(0, [{ i: 1, name: 'a' }, { i: 2 }, { i: 3, name: 'c', old: true }, { i: 'four', name: 'd' }]);
    const report = await at.consumer.run({ untilCaughtUp: true });
    expect(report).toMatchObject({ written: 2, deadLetters: 2 });
    expect(at.store.rows.map(({ values }) => values)).toEqual([
      { i: 1, name: 'a' },
      { i: 2, name: null },
    ]);
    expect(at.told('dead-letter').map(({ code, message }) => [code, message])).toEqual([
      ['unknown-column', expect.stringContaining('"old"')],
      ['bad-value', expect.stringContaining('"i"')],
    ]);
  });

  describe('with rows that carry no run id', () => {
    it.each([
      ['beyond its end', 900n],
      ['before its beginning', 5n],
    ])('stops before it writes anything when the group’s offset is %s of the log', async (_, offset) => {
      const at = prepared(0);
      at.group.add(0, [{ a: 1 }, { a: 2 }]);
      at.group.logs![0]!.low = 10n;
      at.group.logs![0]!.messages = at.group.logs![0]!.messages.map((message, k) => ({
        ...message,
        offset: 10n + BigInt(k),
      }));
      at.group.committed.set(0, offset);
      await expect(at.consumer.run({ untilCaughtUp: true })).rejects.toMatchObject({
        code: 'CVD_LOG_RESTARTED',
        offset: 10n,
        message: expect.stringMatching(/new `epoch`/),
      });
      expect([at.store.rows.length, at.group.committed.get(0)]).toEqual([0, offset]);
      const meant = memoryConsumer({ ...at.settings, replay: true });
      expect(await meant.consumer.run({ untilCaughtUp: true })).toMatchObject({ written: 2 });
      expect(at.group.committed.get(0)).toBe(12n);
    });

    it('lands none of the rows that follow one that is taken for an older row', async () => {
      const at = prepared(0);
      at.group.add(0, [{ a: 1 }]);
      await at.consumer.run({ untilCaughtUp: true });
      at.group.logs = null;
      at.group.committed.clear();
      at.group.add(0, [{ a: 7 }, { a: 8 }, { a: 9 }]);
      for (let start = 0; start < 3; start++)
        await expect(memoryConsumer(at.settings, at.store).consumer.run({ untilCaughtUp: true })).rejects.toMatchObject(
          { code: 'CVD_LOG_RESTARTED' },
        );
      expect(at.store.rows.map(({ values }) => values)).toEqual([{ a: 1 }]);
      const other = memoryConsumer({ ...at.settings, epoch: '1', replay: true }, at.store);
      expect(await other.consumer.run({ untilCaughtUp: true })).toMatchObject({ written: 3, refused: 0 });
    });

    it('takes rows that it finds before its first commit for those of a member that died', async () => {
      const at = prepared(0);
      at.group.add(0, [{ a: 1 }, { a: 2 }]);
      at.group.hooks.commit = (_, next) => {
        if (next > 0n) throw new Error('killed before the commit');
      };
      await expect(at.consumer.run({ untilCaughtUp: true })).rejects.toThrow('killed');
      at.group.hooks.commit = () => {};
      const next = memoryConsumer(at.settings, at.store);
      expect(await next.consumer.run({ untilCaughtUp: true })).toMatchObject({ rows: 2, written: 0, refused: 2 });
    });
  });

  it('waits for the commit under way when it is stopped', async () => {
    const { open, opened } = gate();
    const at = prepared(100);
    let asked = false;
    at.group.hooks.commit = async () => {
      asked = true;
      await opened;
    };
    const controller = new AbortController();
    const running = at.consumer.run({ signal: controller.signal });
    await until(() => asked);
    controller.abort();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(at.group.calls).not.toContain('stop');
    open();
    expect(await running).toMatchObject({
      drained: true,
      partitions: [{ partition: 0, committed: 100n, high: 100n, lag: 0, held: 0 }],
    });
    expect(at.group.calls.indexOf('commit 0 100')).toBeLessThan(at.group.calls.indexOf('stop'));
  });

  it('stops waiting for a topic when it is told to', async () => {
    const at = prepared(0);
    at.group.logs = null;
    const controller = new AbortController();
    const running = at.consumer.run({ signal: controller.signal });
    await until(() => at.told('waiting').length > 2);
    controller.abort();
    expect(await running).toMatchObject({ rows: 0, drained: true, restarts: 0 });
  });

  it('gives strings the types it is told', async () => {
    const at = prepared(0, { types: { at: { type: 'timestamp', unit: 'ms' } } });
    at.group.add(0, [{ at: '2024-05-06T07:08:09Z' }]);
    await at.consumer.run({ untilCaughtUp: true });
    expect(new Date(String(at.store.rows[0]!.values.at)).getTime()).toBe(Date.UTC(2024, 4, 6, 7, 8, 9));
  });

  const base = (group: MemoryGroup): ConsumerSetup => ({
    brokers: ['memory:1'],
    topic: 't',
    groupId: 'g',
    client: group.client,
  });

  it.each<[string, Partial<ConsumerSetup>]>([
    ['brokers', { brokers: [] }],
    ['topic', { topic: '../t' }],
    ['groupId', { groupId: '' }],
    ['batchRows', { batchRows: 0 }],
    ['maxBatchRows', { batchRows: 100, maxBatchRows: 10 }],
    ['deadLetters.maxShare', { deadLetters: { maxShare: 2 } }],
    ['deadLetters.topic', { deadLetters: { topic: 't' } }],
    ['retry.maxDelayMs', { retry: { minDelayMs: 10, maxDelayMs: 1 } }],
    ['epoch', { epoch: '' }],
    ['sink', { sink: { ...memorySink(), capabilities: { idempotent: true, durable: 'close' } } }],
    ['sink', { sink: { ...memorySink(), capabilities: { idempotent: false, durable: 'write' } } }],
  ])('refuses an impossible %s', (option, setup) => {
    const all = { sink: memorySink(), ...base(createMemoryGroup()), ...setup };
    expect(() => createConsumer(all)).toThrow(`option "${option}"`);
  });

  it('takes weaker sinks when it is told to', () => {
    const weak = { ...memorySink(), capabilities: { idempotent: false, durable: 'close' } } as Sink;
    expect(() => createConsumer({ ...base(createMemoryGroup()), sink: weak, guarantee: 'best-effort' })).not.toThrow();
  });
});
