import { ConfigResourceTypes } from 'kafkajs';
import { expect } from 'vitest';
import type { KafkaAdmin } from '../../../src/client/kafka-client.js';
import { KafkaError } from '../../../src/client/kafka-error.js';
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
import { startMember, until } from './member.js';

const withKafkaAdmin = async ({ client }: CheckContext, use: (admin: KafkaAdmin) => Promise<void>): Promise<void> => {
  const admin = await client.admin();
  try {
    await use(admin);
  } finally {
    await admin.close();
  }
};

/** None while the broker is not ready to tell them. */
const offsetsOrNone = (admin: KafkaAdmin, topic: string): Promise<ReadonlyMap<number, unknown>> =>
  admin.offsetsOf(topic).catch((error) => {
    if (error instanceof KafkaError && error.kind === 'transient') return new Map();
    throw error;
  });

export const adminChecks: readonly ClientCheck[] = [
  {
    title: 'makes a topic once, with its partitions and retention, and leaves one that is there as it is',
    run: (context) =>
      withKafkaAdmin(context, async (admin) => {
        const topic = uniqueTopic();
        expect(await admin.createTopic({ topic, partitions: 3, retentionMs: 123_456 })).toBe(true);
        expect(await admin.createTopic({ topic, partitions: 5, retentionMs: 1 })).toBe(false);
        expect(await admin.partitionsOf(topic)).toEqual([0, 1, 2]);
        const resources = [{ type: ConfigResourceTypes.TOPIC, name: topic, configNames: ['retention.ms'] }];
        const described = await withAdmin(context.brokers, (raw) =>
          raw.describeConfigs({ resources, includeSynonyms: false }),
        );
        expect(described.resources[0]!.configEntries[0]!.configValue).toBe('123456');
      }),
  },
  {
    title: 'knows no partitions of a topic that is not there, and refuses to tell its offsets',
    run: (context) =>
      withKafkaAdmin(context, async (admin) => {
        const topic = uniqueTopic('missing');
        expect(await admin.partitionsOf(topic)).toBeNull();
        await expect(admin.offsetsOf(topic)).rejects.toMatchObject({ code: 'CVD_KAFKA', kind: 'missing-topic' });
        await expect(admin.offsetsOf(topic)).rejects.toThrow(topic);
        expect(await withAdmin(context.brokers, (raw) => raw.listTopics())).not.toContain(topic);
      }),
  },
  {
    title: 'knows a topic by an id, which another topic that gets its name does not share',
    run: (context) =>
      withKafkaAdmin(context, async (admin) => {
        const [topic, other] = [uniqueTopic(), uniqueTopic()];
        expect(await admin.topicIdOf(topic)).toBeNull();
        await createTopic(context.brokers, topic, 2);
        await createTopic(context.brokers, other);
        const id = await admin.topicIdOf(topic);
        expect(id).toMatch(/^[0-9a-f]{32}$/);
        expect(await admin.topicIdOf(topic)).toBe(id);
        expect(await admin.topicIdOf(other)).not.toBe(id);
        await deleteTopic(context.brokers, topic);
        await createTopic(context.brokers, topic, 2);
        expect(await admin.topicIdOf(topic)).toMatch(/^[0-9a-f]{32}$/);
        expect(await admin.topicIdOf(topic)).not.toBe(id);
      }),
  },
  {
    title: 'tells where the log of each partition begins and ends',
    run: (context) =>
      withKafkaAdmin(context, async (admin) => {
        const topic = uniqueTopic();
        await createTopic(context.brokers, topic, 2);
        expect(await admin.offsetsOf(topic)).toEqual(
          new Map([
            [0, { low: 0n, high: 0n }],
            [1, { low: 0n, high: 0n }],
          ]),
        );
        await produceRaw(context.brokers, topic, [
          { partition: 1, value: 'a' },
          { partition: 1, value: 'b' },
          { partition: 1, value: 'c' },
        ]);
        await deleteRecords(context.brokers, topic, 2n, 1);
        expect((await admin.offsetsOf(topic)).get(1)).toEqual({ low: 2n, high: 3n });
      }),
  },
  {
    title: 'sees partitions that were added after it had asked before',
    run: (context) =>
      withKafkaAdmin(context, async (admin) => {
        const topic = uniqueTopic();
        await createTopic(context.brokers, topic, 1);
        expect((await admin.offsetsOf(topic)).size).toBe(1);
        await withAdmin(context.brokers, (raw) => raw.createPartitions({ topicPartitions: [{ topic, count: 3 }] }));
        // A broker says that they are made a moment before it knows them itself.
        await until(async () => (await admin.partitionsOf(topic))?.join() === '0,1,2');
        await until(async () => [...(await offsetsOrNone(admin, topic)).keys()].sort().join() === '0,1,2');
      }),
  },
  {
    title: 'tells what a group has committed, and nothing of partitions it has not',
    run: (context) =>
      withKafkaAdmin(context, async (admin) => {
        const [topic, groupId] = [uniqueTopic(), uniqueGroup()];
        await createTopic(context.brokers, topic, 2);
        expect(await admin.committedOf(groupId, topic)).toEqual(new Map());
        const beyondNumbers = 2n ** 53n + 1n;
        const member = await startMember(context.client, { topic, groupId });
        try {
          await until(() => member.assigned.length > 0);
          await member.consumer.commit(1, beyondNumbers, 'kept beside it');
        } finally {
          await member.leave();
        }
        expect(await committedOffsets(context.brokers, groupId, topic)).toEqual(new Map([[1, beyondNumbers]]));
        expect(await admin.committedOf(groupId, topic)).toEqual(
          new Map([[1, { offset: beyondNumbers, metadata: 'kept beside it' }]]),
        );
      }),
  },
];
