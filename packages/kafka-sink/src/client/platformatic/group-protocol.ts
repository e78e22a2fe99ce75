import type { Platformatic } from './load-platformatic.js';

/*
 * What members of a group tell each other through the broker: kafka.apache.org/protocol, ConsumerProtocolSubscription and
 * ConsumerProtocolAssignment. The name is the one of kafkajs's assigner, so that members of either client can be in one group.
 */

export const PROTOCOL_TYPE = 'consumer';
export const PROTOCOL_NAME = 'RoundRobinAssigner';
const VERSION = 1;

export interface GroupMember {
  readonly memberId: string;
  readonly topics: readonly string[];
}

type Partitions = ReadonlyMap<string, readonly number[]>;

export const encodeSubscription = ({ Writer }: Platformatic, topics: readonly string[]): Buffer =>
  Writer.create()
    .appendInt16(VERSION)
    .appendArray([...topics], (writer, topic) => writer.appendString(topic, false), false, false)
    .appendBytes(Buffer.alloc(0), false).buffer;

export const decodeTopics = ({ Reader }: Platformatic, subscription: Buffer): string[] => {
  const reader = Reader.from(subscription);
  reader.skip(2);
  return reader.readArray((one) => one.readString(false), false, false);
};

export const encodeAssignment = ({ Writer }: Platformatic, partitions: Partitions): Buffer =>
  Writer.create()
    .appendInt16(VERSION)
    .appendArray(
      [...partitions],
      (writer, [topic, numbers]) =>
        writer
          .appendString(topic, false)
          .appendArray([...numbers], (inner, partition) => inner.appendInt32(partition), false, false),
      false,
      false,
    )
    .appendBytes(Buffer.alloc(0), false).buffer;

/** The partitions of a topic that an assignment gives; none in an empty one. */
export const decodeAssignment = ({ Reader }: Platformatic, assignment: Buffer, topic: string): number[] => {
  if (assignment.length === 0) return [];
  const reader = Reader.from(assignment);
  reader.skip(2);
  const topics = reader.readArray(
    (one) => ({
      name: one.readString(false),
      partitions: one.readArray((inner) => inner.readInt32(), false, false),
    }),
    false,
    false,
  );
  return topics.filter(({ name }) => name === topic).flatMap(({ partitions }) => partitions);
};

/** Deals the partitions of each topic out to the members that read it, in the order of their ids. */
export const shareOut = (members: readonly GroupMember[], partitionsOf: Partitions): Map<string, Partitions> => {
  const shares = new Map<string, Map<string, number[]>>(members.map(({ memberId }) => [memberId, new Map()]));
  let dealt = 0;
  for (const [topic, partitions] of partitionsOf) {
    const readers = members
      .filter(({ topics }) => topics.includes(topic))
      .map(({ memberId }) => memberId)
      .toSorted();
    for (const partition of readers.length > 0 ? partitions : []) {
      const share = shares.get(readers[dealt++ % readers.length]!)!;
      share.set(topic, [...(share.get(topic) ?? []), partition]);
    }
  }
  return shares;
};
