import type {
  CommittedOffset,
  FetchedMessages,
  KafkaAdmin,
  KafkaConsumer,
  PartitionOffsets,
} from '../client/kafka-client.js';
import { KafkaError } from '../client/kafka-error.js';
import { checkLog, checkOffset, type LogCheck, type RestartedLog, restartedLog } from './check-log.js';
import type { PartitionProgress } from './consume-report.js';
import type { Lander } from './lander.js';
import { createPartitionWorker, type PartitionWorker } from './partition-worker.js';
import type { Permits } from './permits.js';
import type { ResolvedConsumeOptions } from './resolve-options.js';
import { Abandoned, retrying } from './retrying.js';
import type { Tally } from './tally.js';
import { topicLabel } from './topic-label.js';

/** What the partitions of a member are worked with, from one assignment to the next. */
export interface AssignmentParts {
  readonly consumer: KafkaConsumer;
  readonly admin: KafkaAdmin;
  readonly options: ResolvedConsumeOptions;
  readonly lander: Lander;
  readonly permits: Permits;
  readonly tally: Tally;
  /** Given when draining begins. */
  readonly draining: AbortSignal;
  /** Where each partition is caught up; null where the run has no such end. */
  readonly targets: ReadonlyMap<number, bigint> | null;
  /** Partitions of which the client is to bring nothing for now. */
  readonly paused: Set<number>;
  /** Every partition is committed up to its target. */
  caughtUp(): void;
  /** A partition is not worked any more, for another reason than that it was taken away. */
  failed(error: unknown): void;
}

/** How a topic stood when its partitions were assigned. */
export interface TopicState {
  /** null where brokers have no ids. */
  readonly id: string | null;
  readonly offsets: ReadonlyMap<number, PartitionOffsets>;
  readonly committed: ReadonlyMap<number, CommittedOffset>;
}

/** The partitions that a member has from one rebalance to the next, each with a worker of its own. */
export interface Assignment {
  /** Hands messages to the worker of their partition. @throws {KafkaError} where that is not this member's */
  take(fetched: FetchedMessages): void;
  /** The client was to read from an offset that is not in the log. */
  outOfRange(partition: number, offset: bigint, log: PartitionOffsets): void;
  /**
   * What was read of a topic that is deleted says nothing of the one that has its name now: that one is read from its beginning.
   * @returns whether the topic is still the one that was assigned
   * @throws {KafkaError}
   */
  checkTopic(): Promise<boolean>;
  /** Tells when every partition is committed up to its target. */
  checkCaughtUp(): Promise<void>;
  /** Has each partition finish and commit the batch in hand, and begin no other. */
  drain(): void;
  /** Drops everything. */
  revoke(): void;
  /** Settles when nothing is under way any more. */
  idle(): Promise<void>;
  progress(): readonly PartitionProgress[];
}

const NO_LOG: PartitionOffsets = { low: 0n, high: 0n };

/** Where the logs stand and where the group has come to; without them no partition can be begun. @throws {KafkaError} */
export const readTopicState = async (
  admin: KafkaAdmin,
  { topic, groupId }: ResolvedConsumeOptions,
): Promise<TopicState> => {
  // First: the id of a topic that is replaced meanwhile has its offsets doubted, that of its successor would vouch for them.
  const id = await admin.topicIdOf(topic);
  const [offsets, committed] = await Promise.all([admin.offsetsOf(topic), admin.committedOf(groupId, topic)]);
  return { id, offsets, committed };
};

export const createAssignment = (
  partitions: readonly number[],
  topicState: TopicState,
  parts: AssignmentParts,
): Assignment => {
  const { consumer, admin, options, tally, paused, targets } = parts;
  const { topic } = options;
  const workers = new Map<number, PartitionWorker>();
  /** Offsets up to which the partitions have to be committed to be caught up. */
  const goals = new Map<number, bigint>();
  /** Partitions whose first message came from where it should, or was asked for again. */
  const verified = new Set<number>();
  /** Of the topic whose logs are read. */
  let topicId = topicState.id;
  let closed = false;

  /** Asks a broker for something until it answers. */
  const asking = <T>(what: 'commit' | 'topic', partition: number, ask: () => Promise<T>, abandon: AbortSignal) =>
    retrying(ask, {
      retry: options.retry,
      abandon,
      hurry: parts.draining,
      mayPass: (error) => error instanceof KafkaError && ['transient', 'unreachable', 'ambiguous'].includes(error.kind),
      onRetry: (attempt, delayMs, error) => tally.tell({ type: 'retry', what, partition, attempt, delayMs, error }),
    });

  const begin = (partition: number, log: LogCheck, offsets: PartitionOffsets): void => {
    if (log.state === 'restarted') {
      const { problem, offset } = log;
      tally.tell({ type: 'log-restarted', partition, problem, offset, log: offsets });
      consumer.seek(partition, log.from);
    }
    if (paused.delete(partition)) consumer.resume(partition);
    const target = targets?.get(partition) ?? 0n;
    const goal = target < offsets.high ? target : offsets.high; // a log that was made anew may be shorter
    goals.set(partition, goal);
    const label = topicLabel(topicId);
    workers.set(
      partition,
      createPartitionWorker({
        partition,
        log,
        high: offsets.high,
        limits: options.limits,
        fetchBytes: options.maxBytesPerPartition,
        permits: parts.permits,
        hurryUpTo: targets === null ? null : goal,
        land: parts.lander.land,
        commit: async (next, abandon) => {
          await asking('commit', partition, () => consumer.commit(partition, next, label), abandon);
          tally.tell({ type: 'committed', partition, next });
        },
        verify: async (abandon) => {
          if (!(await asking('topic', partition, checkTopic, abandon))) throw new Abandoned();
        },
        flow: (open) => {
          if (open) paused.delete(partition);
          else paused.add(partition);
          if (open) consumer.resume(partition);
          else consumer.pause(partition);
        },
        advanced: () => void checkCaughtUp(),
        failed: (error) => {
          if (!(error instanceof Abandoned)) parts.failed(error);
        },
      }),
    );
  };

  /** Begins a partition anew under this member, where its log does not go on. */
  const beginAgain = (partition: number, log: RestartedLog): void => {
    workers.get(partition)?.revoke();
    verified.delete(partition);
    begin(partition, log, log.log);
  };

  const checkTopic = async (): Promise<boolean> => {
    const read = topicId;
    if (read === null) return true;
    const id = await admin.topicIdOf(topic);
    if (id === null)
      throw new KafkaError('transient', `topic "${topic}"`, 'it is not there any more', 'It is waited for.');
    if (id === read) return true;
    const offsets = await admin.offsetsOf(topic);
    if (!closed && topicId === read) {
      topicId = id;
      for (const [partition, { expected }] of [...workers])
        beginAgain(partition, restartedLog('replaced', expected, offsets.get(partition) ?? NO_LOG));
    }
    return false;
  };

  const isCaughtUp = (): boolean =>
    targets !== null &&
    !closed &&
    [...workers].every(([partition, { committed }]) => committed >= (goals.get(partition) ?? 0n));

  const checkCaughtUp = async (): Promise<void> => {
    if (!isCaughtUp()) return;
    await checkTopic().catch(() => {}); // trouble shows where more depends on it
    if (isCaughtUp()) parts.caughtUp();
  };

  for (const partition of partitions) {
    const log = topicState.offsets.get(partition) ?? NO_LOG;
    begin(partition, checkLog(topicState.committed.get(partition), log, topicId), log);
  }

  return {
    take(fetched) {
      const { partition, messages } = fetched;
      const worker = workers.get(partition);
      if (worker === undefined)
        throw new KafkaError(
          'fatal',
          `topic "${topic}"`,
          `messages came of partition ${partition}, which is not this member's`,
          'A new consumer is made.',
        );
      const first = messages[0];
      if (first !== undefined && !verified.has(partition)) {
        verified.add(partition);
        if (first.offset > worker.expected) return consumer.seek(partition, worker.expected); // offsets may be missing in a log; asked for once, it is certain
      }
      worker.take(fetched);
    },
    outOfRange(partition, offset, log) {
      if (closed || !workers.has(partition)) return;
      if (offset === log.low) return consumer.seek(partition, offset); // an echo: it was sent there meanwhile
      const check = checkOffset(offset, log);
      beginAgain(partition, check.state === 'restarted' ? check : restartedLog('ahead', offset, log)); // it has grown up to there since
    },
    checkTopic,
    checkCaughtUp,
    drain() {
      closed = true;
      for (const worker of workers.values()) worker.drain();
    },
    revoke() {
      closed = true;
      for (const worker of workers.values()) worker.revoke();
    },
    async idle() {
      await Promise.all([...workers.values()].map((worker) => worker.idle()));
    },
    progress: () => [...workers.values()].map((worker) => worker.progress()),
  };
};
