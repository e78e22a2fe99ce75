import { expect } from 'vitest';
import { KafkaError } from '../../../src/client/kafka-error.js';
import { committedOffsets, createTopic, produceRaw, readAll, uniqueGroup, uniqueTopic } from '../topics.js';
import type { BrokerCheck } from './check.js';
import { type Member, names, numbered, startMember, text, until } from './member.js';

/** What a member may end with while the broker is away: its own error, or the one of the commit that its handler passes on. */
const passing = ['fenced', 'unreachable', 'ambiguous', 'transient', 'rebalance'];

const asRaw = (values: readonly string[]) => values.map((value) => ({ value }));

const isSubsequence = (wanted: readonly string[], found: readonly (string | null)[]): boolean => {
  let next = 0;
  for (const value of found) if (value === wanted[next]) next++;
  return next === wanted.length;
};

export const brokerChecks: readonly BrokerCheck[] = [
  {
    title: 'a producer outlives a broker that is killed -9 and comes back: nothing is lost, nothing twice',
    run: async ({ client, broker }) => {
      const topic = uniqueTopic();
      await createTopic(broker.brokers, topic, 2);
      const producer = await client.producer({ compression: 'none' });
      try {
        const sends: Promise<void>[] = [];
        for (let k = 0; k < 60; k++) {
          sends.push(producer.send(topic, k % 2, numbered(10, 10 * k)));
          if (k === 20) await broker.kill();
          if (k === 40) await broker.restart();
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        await Promise.all(sends);
      } finally {
        await producer.close();
      }
      const found = (await readAll(broker.brokers, topic)).map(({ value }) => text(value));
      expect(found.toSorted()).toEqual(names(600).toSorted());
    },
  },
  {
    title: 'a member goes on after the broker was killed -9 and has come back, or says that a new one has to be made',
    run: async ({ client, broker }) => {
      const place = { topic: uniqueTopic(), groupId: uniqueGroup() };
      await createTopic(broker.brokers, place.topic);
      await produceRaw(broker.brokers, place.topic, asRaw(names(50)));
      const received: (string | null)[] = [];
      let done = false;
      let member: Member | undefined;
      const supervised = async (): Promise<void> => {
        while (!done) {
          try {
            member = await startMember(client, place, {
              messages: async (consumer, { partition, messages }) => {
                received.push(...messages.map(({ value }) => text(value)));
                await consumer.commit(partition, messages.at(-1)!.offset + 1n, '');
              },
            });
            const { error } = await member.ended;
            await member.leave();
            if (error) throw error;
          } catch (error) {
            if (!(error instanceof KafkaError && passing.includes(error.kind))) throw error;
          }
        }
      };
      const supervising = supervised();
      try {
        await until(() => received.length === 50);
        await broker.kill();
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        await broker.restart();
        await produceRaw(broker.brokers, place.topic, asRaw(names(50, 50)));
        const committed = () => committedOffsets(broker.brokers, place.groupId, place.topic);
        const caughtUp = until(async () => (await committed()).get(0) === 100n, 90_000);
        await Promise.race([caughtUp, supervising.then(() => Promise.reject(new Error('the supervisor gave up')))]);
        expect(isSubsequence(names(100), received)).toBe(true);
      } finally {
        done = true;
        await member?.leave();
        await supervising;
      }
    },
  },
  {
    title: 'messages held for longer than the session are kept by heartbeats',
    run: async ({ client, broker }) => {
      const place = { topic: uniqueTopic(), groupId: uniqueGroup() };
      await createTopic(broker.brokers, place.topic);
      await produceRaw(broker.brokers, place.topic, asRaw(names(3)));
      const member = await startMember(
        client,
        { ...place, sessionTimeoutMs: 2_000 },
        {
          messages: async (consumer, { partition, messages }) => {
            for (let waited = 0; waited < 5_000; waited += 250) {
              await new Promise((resolve) => setTimeout(resolve, 250));
              await consumer.heartbeat();
            }
            await consumer.commit(partition, messages.at(-1)!.offset + 1n, '');
          },
        },
      );
      try {
        await until(() => member.received.length === 3);
        expect(member.revoked).toEqual([]);
        expect(await committedOffsets(broker.brokers, place.groupId, place.topic)).toEqual(new Map([[0, 3n]]));
      } finally {
        await member.leave();
      }
    },
  },
  {
    title: 'a member that was silent for longer than the session cannot commit, and its messages come again',
    run: async ({ client, broker }) => {
      const place = { topic: uniqueTopic(), groupId: uniqueGroup() };
      await createTopic(broker.brokers, place.topic);
      await produceRaw(broker.brokers, place.topic, asRaw(names(3)));
      let refusal: unknown;
      const settings = { ...place, sessionTimeoutMs: 2_000 };
      const silent = await startMember(client, settings, {
        messages: async (consumer, { partition }) => {
          await new Promise((resolve) => setTimeout(resolve, 4_500));
          await consumer.commit(partition, 3n, '').catch((error) => {
            refusal ??= error;
            throw error;
          });
        },
      });
      try {
        const { error } = await silent.ended;
        expect(error).toBe(refusal);
        expect(error).toMatchObject({ kind: 'fenced' });
        expect(await committedOffsets(broker.brokers, place.groupId, place.topic)).toEqual(new Map());
      } finally {
        await silent.leave();
      }
      const second = await startMember(client, settings);
      try {
        await until(() => second.received.length === 3);
      } finally {
        await second.leave();
      }
    },
  },
  {
    title: 'a broker that is frozen in the middle of requests: what is sent arrives, what is there is read',
    run: async ({ create, broker }) => {
      const client = create({ brokers: broker.brokers, requestTimeoutMs: 2_000 });
      const place = { topic: uniqueTopic(), groupId: uniqueGroup() };
      await createTopic(broker.brokers, place.topic);
      const producer = await client.producer({ compression: 'none' });
      const member = await startMember(client, { ...place, sessionTimeoutMs: 20_000 });
      try {
        await producer.send(place.topic, 0, numbered(5));
        await until(() => member.received.length === 5);
        broker.freeze();
        const sending = producer.send(place.topic, 0, numbered(5, 5)); // is tried several times meanwhile
        await new Promise((resolve) => setTimeout(resolve, 5_000));
        broker.thaw();
        await sending;
        await until(() =>
          isSubsequence(
            names(10),
            member.received.map(({ message }) => text(message.value)),
          ),
        );
        expect((await readAll(broker.brokers, place.topic)).map(({ value }) => text(value))).toEqual(names(10));
      } finally {
        broker.thaw();
        await producer.close();
        await member.leave();
      }
    },
  },
  {
    title: 'a member leaves, and a producer closes, although the broker is gone',
    run: async ({ client, broker }) => {
      const place = { topic: uniqueTopic(), groupId: uniqueGroup() };
      await createTopic(broker.brokers, place.topic);
      const producer = await client.producer({ compression: 'none' });
      await producer.send(place.topic, 0, numbered(5));
      const member = await startMember(client, place);
      await until(() => member.received.length === 5);
      await broker.kill();
      const started = performance.now();
      await Promise.all([member.leave(), producer.close()]);
      expect(await member.ended).toEqual({ error: undefined });
      expect(performance.now() - started).toBeLessThan(20_000);
      await broker.restart();
    },
  },
];
