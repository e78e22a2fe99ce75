import type { ConsumerHandlers, KafkaAdmin, KafkaConsumer, PartitionOffsets } from '../client/kafka-client.js';
import { KafkaError } from '../client/kafka-error.js';
import { repeat } from '../waiting/repeat.js';
import { checkLog, checkOffset, type LogCheck, type RestartedLog, restartedLog } from './check-log.js';
import type { PartitionProgress } from './consume-report.js';
import type { Lander } from './lander.js';
import { createPartitionWorker, type PartitionWorker } from './partition-worker.js';
import type { Permits } from './permits.js';
import type { ResolvedConsumeOptions } from './resolve-options.js';
import { Abandoned, retrying } from './retrying.js';
import type { Tally } from './tally.js';
import { topicLabel } from './topic-label.js';

export interface SessionParts {
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
  /** Every partition of this member is committed up to its target. */
  caughtUp(): void;
}

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

const NO_LOG: PartitionOffsets = { low: 0n, high: 0n };

/** Milliseconds between two looks at the topic's id. */
const TOPIC_LOOK_MS = 2000;

export const createSession = (parts: SessionParts): Session => {
  const { consumer, admin, options, tally } = parts;
  const { topic, groupId, limits } = options;
  let workers = new Map<number, PartitionWorker>();
  /** 'held': the group is about to share anew; nothing is begun until it has. */
  let state: 'joining' | 'assigned' | 'held' | 'ended' = 'joining';
  let generation = 0;
  let heldSince = 0;
  let joined = false;
  /** Of the topic whose logs are read; null where brokers have no ids. */
  let topicId: string | null = null;
  let failure: { readonly error: unknown } | null = null;
  const paused = new Set<number>();
  /** Offsets up to which the partitions have to be committed to be caught up. */
  const goals = new Map<number, bigint>();
  /** Partitions whose first message after the assignment came from where it should, or was asked for again. */
  const verified = new Set<number>();
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
    for (const worker of workers.values()) worker.drain();
  };

  const dropWorkers = (): Promise<void>[] => {
    const dropped = [...workers.values()];
    workers = new Map();
    verified.clear();
    for (const worker of dropped) worker.revoke();
    return dropped.map((worker) => worker.idle());
  };

  const workerFailed = (error: unknown): void => {
    if (error instanceof Abandoned) return;
    if (error instanceof KafkaError && error.kind === 'rebalance') hold();
    else fail(error);
  };

  const isCaughtUp = (): boolean =>
    parts.targets !== null &&
    state === 'assigned' &&
    [...workers].every(([partition, worker]) => worker.committed >= (goals.get(partition) ?? 0n));

  const checkCaughtUp = async (): Promise<void> => {
    if (!isCaughtUp()) return;
    await lookAtTopic();
    if (isCaughtUp()) parts.caughtUp();
  };

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
    const target = parts.targets?.get(partition) ?? 0n;
    const goal = target < offsets.high ? target : offsets.high; // a log that was made anew may be shorter
    goals.set(partition, goal);
    const label = topicLabel(topicId);
    const commit = async (next: bigint, abandon: AbortSignal): Promise<void> => {
      await asking('commit', partition, () => consumer.commit(partition, next, label), abandon);
      tally.tell({ type: 'committed', partition, next });
    };
    workers.set(
      partition,
      createPartitionWorker({
        partition,
        log,
        high: offsets.high,
        limits,
        fetchBytes: options.maxBytesPerPartition,
        permits: parts.permits,
        hurryUpTo: parts.targets === null ? null : goal,
        land: parts.lander.land,
        commit,
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
        failed: workerFailed,
      }),
    );
  };

  /** Begins a partition anew under this member, where its log does not go on. */
  const beginAgain = (partition: number, log: RestartedLog): void => {
    workers.get(partition)?.revoke();
    verified.delete(partition);
    begin(partition, log, log.log);
  };

  /**
   * What was read of a topic that is deleted says nothing of the one that has its name now: that one is read from its beginning.
   * @returns whether the topic is still the one that was assigned
   */
  const checkTopic = async (): Promise<boolean> => {
    if (topicId === null) return true;
    const [mine, read] = [generation, topicId];
    const id = await admin.topicIdOf(topic);
    if (id === null)
      throw new KafkaError('transient', `topic "${topic}"`, 'it is not there any more', 'It is waited for.');
    if (id === read) return true;
    const offsets = await admin.offsetsOf(topic);
    if (mine === generation && state === 'assigned' && topicId === read) {
      topicId = id;
      for (const [partition, { expected }] of [...workers])
        beginAgain(partition, restartedLog('replaced', expected, offsets.get(partition) ?? NO_LOG));
    }
    return false;
  };

  const lookAtTopic = (): Promise<unknown> => checkTopic().catch(() => {}); // trouble shows where more depends on it

  /** Where the logs stand and where the group has come to; without them no partition can be begun. */
  const known = async () => {
    try {
      // First: the id of a topic that is replaced meanwhile has its offsets doubted, that of its successor would vouch for them.
      const id = await admin.topicIdOf(topic);
      const [offsets, committed] = await Promise.all([admin.offsetsOf(topic), admin.committedOf(groupId, topic)]);
      return { id, offsets, committed };
    } catch (error) {
      fail(error);
      throw error;
    }
  };

  const handlers: ConsumerHandlers = {
    async assigned(partitions) {
      const mine = ++generation;
      dropWorkers();
      state = 'joining';
      const { id, offsets, committed } = await known();
      if (mine !== generation || failure !== null) return;
      topicId = id;
      for (const partition of partitions) {
        const log = offsets.get(partition) ?? NO_LOG;
        begin(partition, checkLog(committed.get(partition), log, id), log);
      }
      joined = true;
      state = 'assigned';
      tally.tell({ type: 'assigned', partitions });
      if (parts.draining.aborted) for (const worker of workers.values()) worker.drain();
      void checkCaughtUp();
    },
    async revoked(partitions) {
      if (state === 'ended') return;
      generation++;
      const had = workers.size > 0;
      hold();
      if (state === 'joining') state = 'held';
      const left = dropWorkers();
      if (had) tally.tell({ type: 'revoked', partitions });
      await Promise.all(left); // nothing is written any more when the member rejoins
    },
    async messages(fetched) {
      if (state !== 'assigned') return; // read again from what is committed, by whoever gets the partition
      const worker = workers.get(fetched.partition);
      if (worker === undefined)
        return fail(
          new KafkaError(
            'fatal',
            `topic "${topic}"`,
            `messages came of partition ${fetched.partition}, which is not this member's`,
            'A new consumer is made.',
          ),
        );
      const first = fetched.messages[0];
      if (first !== undefined && !verified.has(fetched.partition)) {
        verified.add(fetched.partition);
        if (first.offset > worker.expected) {
          consumer.seek(fetched.partition, worker.expected); // offsets may be missing in a log; asked for once, it is certain
          return;
        }
      }
      worker.take(fetched);
    },
    async outOfRange(partition, offset, log) {
      if (state !== 'assigned' || !workers.has(partition)) return;
      if (offset === log.low) return consumer.seek(partition, offset); // an echo: it was sent there meanwhile
      const check = checkOffset(offset, log);
      beginAgain(partition, check.state === 'restarted' ? check : restartedLog('ahead', offset, log)); // it has grown up to there since
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
      const left = [...workers.values()];
      for (const worker of left) worker.drain();
      await Promise.all(left.map((worker) => worker.idle()));
      await consumer.stop();
    },
    abandon() {
      state = 'ended';
      for (const worker of workers.values()) worker.revoke();
    },
    get joined() {
      return joined;
    },
    progress: () => [...workers.values()].map((worker) => worker.progress()),
  };
};
