import type { CommittedOffset, ConsumerSettings } from '../kafka-client.js';
import type { Cluster } from './cluster.js';
import { answerIn, rootFailure } from './failure.js';
import {
  decodeAssignment,
  decodeTopics,
  encodeAssignment,
  encodeSubscription,
  PROTOCOL_NAME,
  PROTOCOL_TYPE,
  shareOut,
} from './group-protocol.js';

/** What a group gives to a member, until it is shared out anew. */
export interface Share {
  readonly partitions: readonly number[];
  /** How many partitions the topic had; known to the member that shared out, which has to see when there are more. */
  readonly outOf: number | null;
}

/** A place in a group. */
export interface Membership {
  /** Joins, or joins again. @throws {KafkaError} */
  join(): Promise<Share>;
  /** @throws {KafkaError} 'rebalance', 'fenced' */
  beat(): Promise<void>;
  /** @throws {KafkaError} */
  commit(partition: number, committed: CommittedOffset): Promise<void>;
  /** @param through - asks in place of the connections of `join`, which may be waiting. @throws {KafkaError} */
  leave(through: Cluster): Promise<void>;
}

type JoinAnswer = { readonly memberId: string | null };

/** Errors after which a member joins again by itself. */
const joinsAgain = new Set(['MEMBER_ID_REQUIRED', 'UNKNOWN_MEMBER_ID', 'ILLEGAL_GENERATION', 'REBALANCE_IN_PROGRESS']);

export const createMembership = (
  cluster: Cluster,
  { topic, groupId, sessionTimeoutMs, rebalanceTimeoutMs }: ConsumerSettings,
): Membership => {
  const { kafka } = cluster;
  /** The others may take so long to join. */
  const waiting = { limitMs: rebalanceTimeoutMs + cluster.requestTimeoutMs };
  let memberId = '';
  let generation = -1;

  const shareOutTo = async (members: readonly { readonly memberId: string; readonly metadata: Buffer | null }[]) => {
    const readers = members.map((member) => ({
      memberId: member.memberId,
      topics: member.metadata === null ? [] : decodeTopics(kafka, member.metadata),
    }));
    const partitions = new Map<string, readonly number[]>();
    for (const name of new Set(readers.flatMap(({ topics }) => topics).toSorted()))
      partitions.set(name, [...((await cluster.topic(name))?.leaders.keys() ?? [])]);
    const assignments = [...shareOut(readers, partitions)].map(([id, share]) => ({
      memberId: id,
      assignment: encodeAssignment(kafka, share),
    }));
    return { assignments, outOf: partitions.get(topic)?.length ?? 0 };
  };

  const joinOnce = async (): Promise<Share> => {
    const { joinGroupV6, joinGroupV7, joinGroupV8, joinGroupV9, syncGroupV4, syncGroupV5 } = kafka;
    const joined = await cluster.askCoordinator(
      groupId,
      waiting,
      [joinGroupV9.api, joinGroupV8.api, joinGroupV7.api, joinGroupV6.api],
      groupId,
      sessionTimeoutMs,
      rebalanceTimeoutMs,
      memberId,
      null,
      PROTOCOL_TYPE,
      [{ name: PROTOCOL_NAME, metadata: encodeSubscription(kafka, [topic]) }],
      null,
    );
    memberId = joined.memberId ?? memberId;
    const leads = joined.leader === memberId;
    const { assignments, outOf } = leads ? await shareOutTo(joined.members) : { assignments: [], outOf: null };
    const { assignment } = await cluster.askCoordinator(
      groupId,
      waiting,
      [syncGroupV5.api, syncGroupV4.api],
      groupId,
      joined.generationId,
      memberId,
      null,
      PROTOCOL_TYPE,
      joined.protocolName,
      assignments,
    );
    generation = joined.generationId;
    return { partitions: decodeAssignment(kafka, assignment, topic).toSorted((a, b) => a - b), outOf };
  };

  return {
    async join() {
      for (;;) {
        try {
          return await joinOnce();
        } catch (error) {
          const { apiId = '' } = rootFailure(error);
          if (!joinsAgain.has(apiId)) throw error;
          if (apiId === 'UNKNOWN_MEMBER_ID') memberId = '';
          if (apiId === 'MEMBER_ID_REQUIRED') memberId = answerIn<JoinAnswer>((error as Error).cause)?.memberId ?? '';
        }
      }
    },
    async beat() {
      await cluster.askCoordinator(groupId, {}, [kafka.heartbeatV4.api], groupId, generation, memberId, null);
    },
    async commit(partition, { offset, metadata }) {
      const { offsetCommitV8, offsetCommitV9 } = kafka;
      const committed = {
        partitionIndex: partition,
        committedOffset: offset,
        committedLeaderEpoch: -1,
        committedMetadata: metadata,
      };
      await cluster.askCoordinator(
        groupId,
        { writes: true },
        [offsetCommitV9.api, offsetCommitV8.api],
        groupId,
        generation,
        memberId,
        null,
        [{ name: topic, partitions: [committed] }],
      );
    },
    async leave(through) {
      if (memberId === '') return;
      const { leaveGroupV4, leaveGroupV5 } = kafka;
      const members = [{ memberId, groupInstanceId: null, reason: null }];
      memberId = '';
      await through.askCoordinator(groupId, {}, [leaveGroupV5.api, leaveGroupV4.api], groupId, members);
    },
  };
};
