import type { KafkaAdmin, KafkaConnection, TopicSettings } from '../kafka-client.js';
import { KafkaError } from '../kafka-error.js';
import { type Cluster, connectCluster } from './cluster.js';
import { rootFailure } from './failure.js';
import { committedOf, offsetsOf } from './offsets.js';
import { persist } from './persist.js';
import { toKafkaError } from './to-kafka-error.js';

/** How long a topic that was made may take until its partitions are led. */
const ledWithinMs = 10_000;

const createTopic = async (
  cluster: Cluster,
  { topic, partitions, retentionMs, replicationFactor = -1 }: TopicSettings,
): Promise<boolean> => {
  const { connection, kafka, requestTimeoutMs } = cluster;
  const settings = {
    name: topic,
    numPartitions: partitions,
    replicationFactor,
    assignments: [],
    configs: [{ name: 'retention.ms', value: String(retentionMs) }],
  };
  try {
    const before = await cluster.topic(topic);
    if (before !== null) return false;
    const link = await cluster.controller();
    await link.call([kafka.createTopicsV7.api], requestTimeoutMs, [settings], requestTimeoutMs, false);
  } catch (error) {
    if (rootFailure(error).apiId === 'TOPIC_ALREADY_EXISTS') return false;
    throw toKafkaError(error, { connection, place: topic, writes: true });
  }
  // Brokers tell of a leader before it leads: it does where it tells of its log.
  const led = async () => {
    if ((await offsetsOf(cluster, topic)).size < partitions)
      throw new KafkaError('transient', topic, 'its partitions are not led yet', 'Try again.');
  };
  await persist(led, { limitMs: ledWithinMs, passing: ['transient', 'missing-topic'] });
  return true;
};

/** @throws {KafkaError} 'unreachable', 'refused' */
export const platformaticAdmin = async (connection: KafkaConnection): Promise<KafkaAdmin> => {
  const cluster = await connectCluster(connection);
  return {
    createTopic: (settings) => createTopic(cluster, settings),
    partitionsOf: async (topic) => {
      const found = await cluster.topic(topic);
      return found && [...found.leaders.keys()];
    },
    topicIdOf: async (topic) => (await cluster.topic(topic))?.id ?? null,
    offsetsOf: (topic) => offsetsOf(cluster, topic),
    committedOf: (groupId, topic) => committedOf(cluster, groupId, topic),
    close: async () => cluster.close(),
  };
};
