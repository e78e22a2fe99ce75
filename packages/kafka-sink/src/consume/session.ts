import type { ConsumerHandlers } from '../client/kafka-client.js';
import { KafkaError } from '../client/kafka-error.js';
import { repeat } from '../waiting/repeat.js';
import { type Assignment, type AssignmentParts, createAssignment, readTopicState } from './assignment.js';
import type { PartitionProgress } from './consume-report.js';

/** What a member works its partitions with. */
export type SessionParts = Omit<AssignmentParts, 'paused' | 'failed'>;

/** One membership of the group, through one client consumer: from joining to the end of either. */
export interface Session {
  /**
   * Settles when the session was drained.
   * @throws what ended it: errors of the client, of the sink, or of the rows
   */
  run(): Promise<void>;
  /** Finishes and commits what is in hand, then leaves. */
  drain(): Promise<void>;
  /** Leaves what is in hand, at once. */
  abandon(): void;
  /** Whether partitions were ever assigned. */
  readonly joined: boolean;
  progress(): readonly PartitionProgress[];
}

/** Heartbeats in the time after which a silent member is taken for dead. */
const BEATS = 3;

/** Milliseconds between two looks at the topic's id. */
const TOPIC_LOOK_MS = 2000;

export const createSession = (parts: SessionParts): Session => {
  const { consumer, admin, options, tally } = parts;
  const { groupId } = options;
  /** 'held': the group is about to share anew; nothing is begun until it has. */
  let state: 'joining' | 'assigned' | 'held' | 'ended' = 'joining';
  let assignment: Assignment | null = null;
  let generation = 0;
  let heldSince = 0;
  let joined = false;
  let failure: { readonly error: unknown } | null = null;
  const paused = new Set<number>();
  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = (error) => {
      failure ??= { error };
      reject(error);
    };
  });
  failed.catch(() => {}); // it is awaited by run

  const hold = (): void => {
    if (state !== 'assigned') return;
    state = 'held';
    heldSince = performance.now();
    assignment?.drain();
  };

  const dropAssignment = (): Assignment | null => {
    const dropped = assignment;
    assignment = null;
    dropped?.revoke();
    return dropped;
  };

  const partitionFailed = (error: unknown): void => {
    if (error instanceof KafkaError && error.kind === 'rebalance') hold();
    else fail(error);
  };

  const handlers: ConsumerHandlers = {
    async assigned(partitions) {
      const mine = ++generation;
      dropAssignment();
      state = 'joining';
      const topicState = await readTopicState(admin, options).catch((error) => {
        fail(error);
        throw error;
      });
      if (mine !== generation || failure !== null) return;
      assignment = createAssignment(partitions, topicState, { ...parts, paused, failed: partitionFailed });
      joined = true;
      state = 'assigned';
      tally.tell({ type: 'assigned', partitions });
      if (parts.draining.aborted) assignment.drain();
      void assignment.checkCaughtUp();
    },
    async revoked(partitions) {
      if (state === 'ended') return;
      generation++;
      hold();
      if (state === 'joining') state = 'held';
      const left = dropAssignment();
      if (left !== null) tally.tell({ type: 'revoked', partitions });
      await left?.idle(); // nothing is written any more when the member rejoins
    },
    async messages(fetched) {
      if (state !== 'assigned') return; // read again from what is committed, by whoever gets the partition
      try {
        assignment?.take(fetched);
      } catch (error) {
        fail(error);
      }
    },
    async outOfRange(partition, offset, log) {
      if (state === 'assigned') assignment?.outOfRange(partition, offset, log);
    },
  };

  const beat = async (): Promise<void> => {
    if (state === 'held' && performance.now() - heldSince > options.rebalanceTimeoutMs + options.sessionTimeoutMs)
      return fail(
        new KafkaError(
          'fenced',
          `group "${groupId}"`,
          'the group was shared anew without this member',
          'A new consumer is made.',
        ),
      );
    const mine = generation;
    try {
      await consumer.heartbeat();
    } catch (error) {
      if (mine !== generation || !(error instanceof KafkaError)) return;
      if (error.kind === 'rebalance') hold();
      else if (error.kind === 'fenced') fail(error);
      // Any other trouble shows where something is asked of the broker.
    }
  };

  const lookAtTopic = async (): Promise<void> => {
    await assignment?.checkTopic().catch(() => {}); // trouble shows where more depends on it
  };

  return {
    async run() {
      const stops = [repeat(options.sessionTimeoutMs / BEATS, beat), repeat(TOPIC_LOOK_MS, lookAtTopic)];
      try {
        await Promise.race([consumer.run(handlers), failed]);
      } finally {
        for (const stop of stops) stop();
        state = 'ended';
      }
    },
    async drain() {
      const left = assignment;
      left?.drain();
      await left?.idle();
      await consumer.stop();
    },
    abandon() {
      state = 'ended';
      assignment?.revoke();
    },
    get joined() {
      return joined;
    },
    progress: () => assignment?.progress() ?? [],
  };
};
