import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import type { CommittedOffset, KafkaAdmin, KafkaConnection, PartitionOffsets, TopicSettings } from '../kafka-client.js';
import { KafkaError } from '../kafka-error.js';
import { connectWithin } from './connect-within.js';
import { rootFailure } from './failure.js';
import { kafkaOf, shortRetry } from './kafka-of.js';
import { toKafkaError } from './to-kafka-error.js';
import { createTopicIdReader } from './topic-id.js';

/** How often is asked while partitions are being made or led by another broker. */
const attempts = 6;

/** @throws {KafkaError} 'unreachable', 'refused' */
export const kafkajsAdmin = async (connection: KafkaConnection): Promise<KafkaAdmin> => {
  const connect = (): Promise<Admin> => connectWithin(kafkaOf(connection, shortRetry).admin(), connection);
  let admin = await connect();
  const ids = createTopicIdReader(kafkaOf(connection, shortRetry));

  const failed = (error: unknown, place: string) => toKafkaError(error, { connection, place });

  /** Partitions as the broker has them now. */
  const partitionsOf = async (topic: string): Promise<number[] | null> => {
    try {
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
      const partitions = topics.find(({ name }) => name === topic)?.partitions ?? [];
      return partitions.map(({ partitionId }) => partitionId).sort((a, b) => a - b);
    } catch (error) {
      if (rootFailure(error).type === 'UNKNOWN_TOPIC_OR_PARTITION') return null;
      throw failed(error, topic);
    }
  };

  /**
   * kafkajs asks for the offsets of the partitions it has heard of, where it has heard that they are; only a new client sees added ones, and
   * those whose leader has changed.
   */
  const ofAllPartitions = async <T extends { readonly partition: number }>(
    topic: string,
    ask: () => Promise<readonly T[]>,
  ): Promise<readonly T[]> => {
    for (let attempt = 1; ; attempt++) {
      const partitions = await partitionsOf(topic);
      if (partitions === null)
        throw new KafkaError('missing-topic', topic, 'there is no such topic', 'Create the topic, or check its name.');
      try {
        const answer = await ask();
        const complete = partitions.every((wanted) => answer.some(({ partition }) => partition === wanted));
        if (complete || attempt === attempts) return answer;
      } catch (error) {
        const failure = failed(error, topic);
        if (failure.kind !== 'transient' || attempt === attempts) throw failure;
        await sleep(attempt * 100);
      }
      const old = admin;
      admin = await connect();
      await old.disconnect().catch(() => undefined);
    }
  };

  return {
    createTopic: async ({ topic, partitions, retentionMs, replicationFactor = -1 }: TopicSettings) => {
      const configEntries = [{ name: 'retention.ms', value: String(retentionMs) }];
      const settings = { topic, numPartitions: partitions, replicationFactor, configEntries };
      try {
        return await admin.createTopics({ waitForLeaders: true, topics: [settings] });
      } catch (error) {
        throw failed(error, topic);
      }
    },
    partitionsOf,
    topicIdOf: (topic) =>
      ids.idOf(topic).catch((error) => {
        throw failed(error, topic);
      }),
    offsetsOf: async (topic) => {
      const offsets = await ofAllPartitions(topic, () => admin.fetchTopicOffsets(topic));
      return new Map(
        offsets.map(({ partition, low, high }): [number, PartitionOffsets] => [
          partition,
          { low: BigInt(low), high: BigInt(high) },
        ]),
      );
    },
    committedOf: async (groupId, topic) => {
      const offsets = await ofAllPartitions(topic, async () => {
        const answer = await admin.fetchOffsets({ groupId, topics: [topic] });
        return answer.find((entry) => entry.topic === topic)?.partitions ?? [];
      });
      const known = offsets.map(({ partition, offset, metadata }): [number, CommittedOffset] => [
        partition,
        { offset: BigInt(offset), metadata: metadata ?? '' },
      ]);
      return new Map(known.filter(([, { offset }]) => offset >= 0n)); // -1: none
    },
    close: async () => {
      await Promise.all([admin.disconnect().catch(() => undefined), ids.close()]);
    },
  };
};
