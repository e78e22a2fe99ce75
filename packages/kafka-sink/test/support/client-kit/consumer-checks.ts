import { expect } from 'vitest';
import {
  committedOffsets,
  createTopic,
  deleteRecords,
  deleteTopic,
  produceRaw,
  uniqueGroup,
  uniqueTopic,
  withAdmin,
} from '../topics.js';
import type { CheckContext, ClientCheck } from './check.js';
import { type Member, type MemberHandlers, names, startMember, until, values } from './member.js';

const raw = (count: number, from = 0, partition = 0) => names(count, from).map((value) => ({ partition, value }));

interface Topic {
  readonly topic: string;
  readonly groupId: string;
}

const topicWith = async ({ brokers }: CheckContext, messages: number, partitions = 1): Promise<Topic> => {
  const topic = uniqueTopic();
  await createTopic(brokers, topic, partitions);
  for (let partition = 0; partition < partitions; partition++)
    if (messages > 0) await produceRaw(brokers, topic, raw(messages, 0, partition));
  return { topic, groupId: uniqueGroup() };
};

/** Runs a member, and has it leave whatever comes of the check. */
const withMember = async (
  context: CheckContext,
  place: Topic,
  handlers: MemberHandlers,
  use: (member: Member) => Promise<void>,
): Promise<void> => {
  const member = await startMember(context.client, place, handlers);
  try {
    await use(member);
  } finally {
    await member.leave();
  }
};

/** Has a member take and commit so many messages of partition 0, and leave. */
const consumeFirst = (context: CheckContext, place: Topic, count: bigint): Promise<void> =>
  withMember(context, place, {}, async ({ consumer, received }) => {
    await until(() => received.length >= Number(count));
    await consumer.commit(0, count, '');
  });

export const consumerChecks: readonly ClientCheck[] = [
  {
    title: 'begins at the earliest message, tells the assignment first, and what comes has all its fields',
    run: async (context) => {
      const place = await topicWith(context, 0, 2);
      await produceRaw(context.brokers, place.topic, [
        {
          partition: 1,
          key: 'k',
          value: 'ä',
          headers: { a: 'x', twice: ['first', 'last'] },
          timestamp: '1700000000000',
        },
        { partition: 1, value: null },
      ]);
      const order: string[] = [];
      const highs: bigint[] = [];
      const handlers: MemberHandlers = {
        assigned: async () => {
          await new Promise((resolve) => setTimeout(resolve, 300));
          order.push('assigned');
        },
        messages: async (_, { high }) => {
          order.push('messages');
          highs.push(high);
        },
      };
      await withMember(context, place, handlers, async (member) => {
        await until(() => member.received.length === 2);
        expect(order.slice(0, 2)).toEqual(['assigned', 'messages']);
        expect(member.assigned[0]!.toSorted()).toEqual([0, 1]);
        const [first, second] = member.received;
        expect(first!.partition).toBe(1);
        expect(first!.message).toMatchObject({ offset: 0n, timestamp: 1_700_000_000_000 });
        expect(values(member.received)).toEqual(['ä', null]);
        expect(
          Object.fromEntries(Object.entries(first!.message.headers).map(([k, v]) => [k, `${Buffer.from(v)}`])),
        ).toEqual({
          a: 'x',
          twice: 'last',
        });
        expect(second!.message).toMatchObject({ offset: 1n, key: null, value: null, headers: {} });
        expect(highs.at(-1)).toBe(2n);
      });
    },
  },
  {
    title: 'a commit is at the broker once it has settled, and a new member goes on from it',
    run: async (context) => {
      const place = await topicWith(context, 50);
      await withMember(context, place, {}, async ({ consumer, received }) => {
        await until(() => received.length === 50);
        for (const next of [7n, 20n]) {
          await consumer.commit(0, next, '');
          expect(await committedOffsets(context.brokers, place.groupId, place.topic)).toEqual(new Map([[0, next]]));
        }
      });
      await withMember(context, place, {}, async ({ received }) => {
        await until(() => received.length >= 30);
        expect(values(received)).toEqual(names(30, 20));
      });
    },
  },
  {
    title: 'commits nothing by itself',
    run: async (context) => {
      const place = await topicWith(context, 10);
      for (let round = 0; round < 2; round++)
        await withMember(context, place, {}, async ({ received }) => {
          await until(() => received.length === 10);
          expect(values(received)).toEqual(names(10));
        });
      expect(await committedOffsets(context.brokers, place.groupId, place.topic)).toEqual(new Map());
    },
  },
  {
    title: 'reads on while messages come, in order',
    run: async (context) => {
      const place = await topicWith(context, 5);
      await withMember(context, place, {}, async ({ received }) => {
        for (let from = 5; from < 30; from += 5) {
          await until(() => received.length === from);
          await produceRaw(context.brokers, place.topic, raw(5, from));
        }
        await until(() => received.length === 30);
        expect(values(received)).toEqual(names(30));
      });
    },
  },
  {
    title: 'seek: back and forth, also of a batch in hand, and none of the rest of that batch counts as taken',
    run: async (context) => {
      const place = await topicWith(context, 20);
      let sought = false;
      const handlers: MemberHandlers = {
        messages: async (consumer) => {
          if (!sought) consumer.seek(0, 4n);
          sought = true;
        },
      };
      await withMember(context, place, handlers, async ({ consumer, received }) => {
        await until(() => received.length === 36);
        expect(values(received)).toEqual([...names(20), ...names(16, 4)]);
        consumer.seek(0, 18n);
        await until(() => received.length === 38);
        expect(values(received).slice(-2)).toEqual(names(2, 18));
      });
    },
  },
  {
    title: 'seek in the assigned handler says where to begin',
    run: async (context) => {
      const place = await topicWith(context, 10);
      const handlers: MemberHandlers = { assigned: async (consumer) => consumer.seek(0, 6n) };
      await withMember(context, place, handlers, async ({ received }) => {
        await until(() => received.length >= 4);
        expect(values(received)).toEqual(names(4, 6));
      });
    },
  },
  {
    title: 'a paused partition hands over nothing, others do; a resumed one goes on without a gap',
    run: async (context) => {
      const place = await topicWith(context, 5, 2);
      await withMember(context, place, {}, async ({ consumer, received }) => {
        const of = (partition: number) => received.filter((one) => one.partition === partition).length;
        await until(() => of(0) === 5 && of(1) === 5);
        consumer.pause(0);
        for (const partition of [0, 1]) await produceRaw(context.brokers, place.topic, raw(5, 5, partition));
        await until(() => of(1) === 10);
        await new Promise((resolve) => setTimeout(resolve, 700));
        expect(of(0)).toBe(5);
        consumer.resume(0);
        await until(() => of(0) === 10);
        expect(values(received.filter((one) => one.partition === 0))).toEqual(names(10));
      });
    },
  },
  {
    title: 'two members share the partitions; one leaves; nothing is skipped and nothing committed comes again',
    run: async (context) => {
      const place = await topicWith(context, 20, 4);
      const handlers: MemberHandlers = {
        messages: async (consumer, { partition, messages }) => {
          await consumer.commit(partition, messages.at(-1)!.offset + 1n, '');
        },
      };
      await withMember(context, place, handlers, async (first) => {
        await until(() => first.received.length === 80);
        await withMember(context, place, handlers, async (second) => {
          await until(() => second.assigned.at(-1)?.length === 2 && first.assigned.at(-1)?.length === 2);
          expect([...first.assigned.at(-1)!, ...second.assigned.at(-1)!].toSorted()).toEqual([0, 1, 2, 3]);
          expect(first.revoked.at(-1)!.toSorted()).toEqual([0, 1, 2, 3]);
          for (let partition = 0; partition < 4; partition++)
            await produceRaw(context.brokers, place.topic, raw(10, 20, partition));
          await until(() => first.received.length + second.received.length === 120);
          expect(second.received).toHaveLength(20);
        });
        await until(() => first.assigned.at(-1)?.length === 4);
        for (let partition = 0; partition < 4; partition++)
          await produceRaw(context.brokers, place.topic, raw(5, 30, partition));
        await until(() => first.received.length === 120);
        const ends = new Map([0, 1, 2, 3].map((partition) => [partition, 35n]));
        await until(async () => {
          const committed = await committedOffsets(context.brokers, place.groupId, place.topic);
          return [...ends].every(([partition, end]) => committed.get(partition) === end);
        });
      });
    },
  },
  {
    title: 'a rebalance while messages are held: what was not committed comes again, to whoever has the partition',
    run: async (context) => {
      const place = await topicWith(context, 10, 2);
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      let holding = 0;
      let told: unknown;
      const handlers: MemberHandlers = {
        messages: async (consumer) => {
          if (holding++ > 1) return; // only what came first of each partition
          const beating = setInterval(() => consumer.heartbeat().catch((error) => (told ??= error)), 300);
          await held;
          clearInterval(beating);
        },
      };
      await withMember(context, place, handlers, async (first) => {
        await until(() => holding === 2);
        const joining = startMember(context.client, place);
        await until(() => told !== undefined);
        expect(told).toMatchObject({ kind: 'rebalance' });
        release();
        const second = await joining;
        try {
          await until(() => second.assigned.length > 0 && first.assigned.length === 2);
          await until(() => second.received.length === 10);
          const [own] = second.assigned.at(-1)!;
          expect(values(second.received)).toEqual(names(10));
          const other = first.received.filter(({ partition }) => partition !== own);
          await until(() => first.received.length === 30);
          expect(other.length).toBeGreaterThanOrEqual(10);
        } finally {
          await second.leave();
        }
      });
    },
  },
  {
    title: 'stop: run settles, nothing comes after it, and a later commit is an error instead of being dropped',
    run: async (context) => {
      const place = await topicWith(context, 10);
      await withMember(context, place, {}, async ({ consumer, received, ended }) => {
        await until(() => received.length === 10);
        await consumer.commit(0, 5n, '');
        await consumer.stop();
        expect(await ended).toEqual({ error: undefined });
        await expect(consumer.commit(0, 10n, '')).rejects.toMatchObject({ kind: 'fenced' });
        await produceRaw(context.brokers, place.topic, raw(5, 10));
        await new Promise((resolve) => setTimeout(resolve, 500));
        expect(received).toHaveLength(10);
        expect(await committedOffsets(context.brokers, place.groupId, place.topic)).toEqual(new Map([[0, 5n]]));
      });
    },
  },
  {
    title: 'an error of the messages handler ends the run with that error, and the messages come again',
    run: async (context) => {
      const place = await topicWith(context, 10);
      const problem = new Error('the sink is on fire');
      const handlers: MemberHandlers = { messages: () => Promise.reject(problem) };
      await withMember(context, place, handlers, async ({ ended, received }) => {
        expect((await ended).error).toBe(problem);
        expect(received).toHaveLength(0);
      });
      await withMember(context, place, {}, ({ received }) => until(() => received.length === 10));
    },
  },
  {
    title: 'committed messages that the log does not have any longer are told of, and the handler says where to go on',
    run: async (context) => {
      const place = await topicWith(context, 20);
      await consumeFirst(context, place, 5n);
      await deleteRecords(context.brokers, place.topic, 12n);
      const handlers: MemberHandlers = {
        outOfRange: async (consumer, partition, _, { low }) => consumer.seek(partition, low),
      };
      await withMember(context, place, handlers, async ({ received, outOfRange }) => {
        await until(() => received.length >= 8);
        expect(outOfRange).toEqual([{ partition: 0, offset: 5n, low: 12n, high: 20n }]);
        expect(values(received)).toEqual(names(8, 12));
      });
    },
  },
  {
    title: 'a log that ends before the committed offset is told of, and not read from its end',
    run: async (context) => {
      const place = await topicWith(context, 3);
      await withMember(context, place, {}, async ({ consumer, received }) => {
        await until(() => received.length === 3);
        await consumer.commit(0, 500n, '');
      });
      const handlers: MemberHandlers = { outOfRange: async (consumer, partition) => consumer.seek(partition, 0n) };
      await withMember(context, place, handlers, async ({ received, outOfRange }) => {
        await until(() => received.length >= 3);
        expect(outOfRange[0]).toEqual({ partition: 0, offset: 500n, low: 0n, high: 3n });
        expect(values(received)).toEqual(names(3));
      });
    },
  },
  {
    title: 'a log that is cut under a running member is told of once it wants what is gone',
    run: async (context) => {
      const place = await topicWith(context, 10);
      const handlers: MemberHandlers = {
        outOfRange: async (consumer, partition, _, { low }) => consumer.seek(partition, low),
      };
      await withMember(context, place, handlers, async ({ consumer, received, outOfRange }) => {
        await until(() => received.length === 10);
        await consumer.commit(0, 10n, '');
        consumer.pause(0);
        await produceRaw(context.brokers, place.topic, raw(10, 10));
        await deleteRecords(context.brokers, place.topic, 15n);
        consumer.resume(0);
        await until(() => received.length === 15);
        expect(outOfRange).toEqual([{ partition: 0, offset: 10n, low: 15n, high: 20n }]);
        expect(values(received)).toEqual([...names(10), ...names(5, 15)]);
        expect(await committedOffsets(context.brokers, place.groupId, place.topic)).toEqual(new Map([[0, 10n]]));
      });
    },
  },
  {
    title: 'without a handler for it, an offset that is gone ends the run and stays committed',
    run: async (context) => {
      const place = await topicWith(context, 20);
      await consumeFirst(context, place, 5n);
      await deleteRecords(context.brokers, place.topic, 12n);
      await withMember(context, place, {}, async ({ received, ended }) => {
        const { error } = await ended;
        expect(error).toMatchObject({ code: 'CVD_KAFKA', kind: 'fatal' });
        expect(`${error}`).toMatch(/offset 5 is not in the log.*12 to 20/);
        expect(received).toEqual([]);
      });
      await until(
        async () => (await committedOffsets(context.brokers, place.groupId, place.topic)).get(0) === 5n,
        10_000,
      );
    },
  },
  {
    title: 'messages of a transaction come without its control records, and none is skipped',
    run: async (context) => {
      const place = await topicWith(context, 0);
      const { rawKafka } = await import('../topics.js');
      const producer = rawKafka(context.brokers).producer({
        transactionalId: uniqueTopic('transaction'),
        maxInFlightRequests: 1,
        idempotent: true,
        createPartitioner: () => () => 0,
      });
      await producer.connect();
      for (const [from, commits] of [
        [0, true],
        [100, false],
        [5, true],
      ] as const) {
        const transaction = await producer.transaction();
        await transaction.send({ topic: place.topic, messages: raw(5, from) });
        await (commits ? transaction.commit() : transaction.abort());
      }
      await producer.disconnect();
      await withMember(context, place, {}, async ({ received }) => {
        await until(() => received.length >= 10);
        await produceRaw(context.brokers, place.topic, raw(5, 10));
        await until(() => received.length >= 15);
        expect(values(received)).toEqual(names(15));
      });
    },
  },
  {
    title: 'a partition that is added while it runs is read from its first message',
    run: async (context) => {
      const place = await topicWith(context, 5);
      await withMember(context, place, {}, async ({ received }) => {
        await until(() => received.length === 5);
        await withAdmin(context.brokers, (admin) =>
          admin.createPartitions({ topicPartitions: [{ topic: place.topic, count: 2 }] }),
        );
        await produceRaw(context.brokers, place.topic, raw(5, 0, 1));
        await until(() => received.filter(({ partition }) => partition === 1).length === 5);
        expect(values(received.filter(({ partition }) => partition === 1))).toEqual(names(5));
      });
    },
  },
  {
    title: 'a topic that is deleted and made anew while it runs is read from its first message',
    run: async (context) => {
      const place = await topicWith(context, 10);
      const handlers: MemberHandlers = {
        messages: (consumer, { partition, messages }) => consumer.commit(partition, messages.at(-1)!.offset + 1n, ''),
        outOfRange: async (consumer, partition, _, { low }) => consumer.seek(partition, low),
      };
      await withMember(context, place, handlers, async ({ received }) => {
        await until(() => received.length === 10);
        await deleteTopic(context.brokers, place.topic);
        await createTopic(context.brokers, place.topic);
        await produceRaw(context.brokers, place.topic, raw(4, 100));
        await until(() => received.length >= 14);
        expect(values(received)).toEqual([...names(10), ...names(4, 100)]);
      });
    },
  },
  {
    title: 'a topic that is not there is an error before anything runs',
    run: async ({ client }) => {
      const topic = uniqueTopic('missing');
      await expect(startMember(client, { topic, groupId: uniqueGroup() })).rejects.toMatchObject({
        kind: 'missing-topic',
        place: topic,
      });
    },
  },
];
