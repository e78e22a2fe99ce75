import type { CommittedOffset, PartitionOffsets } from '../kafka-client.js';
import { KafkaError } from '../kafka-error.js';
import type { Cluster, Topic } from './cluster.js';
import { persist } from './persist.js';
import { toKafkaError } from './to-kafka-error.js';

const LATEST = -1n;
const EARLIEST = -2n;
const READ_UNCOMMITTED = 0;
/** How long is asked while partitions are being made or led by another broker, or the group's broker is being found. */
const unsettledMs = 5_000;

export const missingTopic = (topic: string): KafkaError =>
  new KafkaError('missing-topic', topic, 'there is no such topic', 'Create the topic, or check its name.');

/** @throws {KafkaError} 'missing-topic', 'transient' where a partition has no leader */
const leadersOf = async (cluster: Cluster, name: string): Promise<Topic> => {
  const topic = await cluster.topic(name);
  if (topic === null) throw missingTopic(name);
  if (topic.leaders.size === 0 || [...topic.leaders.values()].includes(-1))
    throw new KafkaError('transient', name, 'a partition has no leader', 'Try again.');
  return topic;
};

const listOffsets = async (cluster: Cluster, topic: Topic, timestamp: bigint): Promise<Map<number, bigint>> => {
  const { listOffsetsV5, listOffsetsV6, listOffsetsV7, listOffsetsV8, listOffsetsV9 } = cluster.kafka;
  const apis = [listOffsetsV9.api, listOffsetsV8.api, listOffsetsV7.api, listOffsetsV6.api, listOffsetsV5.api];
  const found = new Map<number, bigint>();
  for (const leader of new Set(topic.leaders.values())) {
    const partitions = [...topic.leaders].filter(([, id]) => id === leader);
    const asked = partitions.map(([partitionIndex]) => ({ partitionIndex, currentLeaderEpoch: -1, timestamp }));
    const link = await cluster.broker(leader);
    const answer = await link.call(apis, cluster.requestTimeoutMs, -1, READ_UNCOMMITTED, [
      { name: topic.name, partitions: asked },
    ]);
    for (const { partitionIndex, offset } of answer.topics[0]?.partitions ?? []) found.set(partitionIndex, offset);
  }
  return found;
};

/** Where the log of each partition begins and ends. @throws {KafkaError} */
export const offsetsOf = (cluster: Cluster, name: string): Promise<Map<number, PartitionOffsets>> =>
  persist(
    async () => {
      try {
        const topic = await leadersOf(cluster, name);
        const [low, high] = [await listOffsets(cluster, topic, EARLIEST), await listOffsets(cluster, topic, LATEST)];
        return new Map(
          [...topic.leaders.keys()].map((partition) => [
            partition,
            { low: low.get(partition) ?? 0n, high: high.get(partition) ?? 0n },
          ]),
        );
      } catch (error) {
        throw toKafkaError(error, { connection: cluster.connection, place: name });
      }
    },
    { limitMs: unsettledMs, passing: ['transient'] },
  );

/** What a group has committed of a topic. @throws {KafkaError} */
export const committedOf = (cluster: Cluster, groupId: string, name: string): Promise<Map<number, CommittedOffset>> =>
  persist(
    async () => {
      const topic = await cluster.topic(name);
      if (topic === null) throw missingTopic(name);
      const { offsetFetchV8, offsetFetchV9 } = cluster.kafka;
      const topics = [{ name, partitionIndexes: [...topic.leaders.keys()] }];
      const group = { groupId, memberId: null, memberEpoch: -1, topics };
      const answer = await cluster.askCoordinator(groupId, {}, [offsetFetchV9.api, offsetFetchV8.api], [group], false);
      const partitions = answer.groups[0]?.topics[0]?.partitions ?? [];
      return new Map(
        partitions
          .filter(({ committedOffset }) => committedOffset >= 0n) // -1: none
          .map(({ partitionIndex, committedOffset, metadata }) => [
            partitionIndex,
            { offset: committedOffset, metadata: metadata ?? '' },
          ]),
      );
    },
    { limitMs: unsettledMs, passing: ['transient'] },
  );
