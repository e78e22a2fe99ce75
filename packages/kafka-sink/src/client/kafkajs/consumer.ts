import type { EachBatchPayload, LogEntry } from 'kafkajs';
import type {
  ConsumerHandlers,
  ConsumerSettings,
  KafkaConnection,
  KafkaConsumer,
  PartitionOffsets,
} from '../kafka-client.js';
import { KafkaError } from '../kafka-error.js';
import { kafkajsAdmin } from './admin.js';
import { connectWithin } from './connect-within.js';
import { inTurn } from './in-turn.js';
import { kafkaOf, shortRetry } from './kafka-of.js';
import { fromKafkajsMessage } from './message-forms.js';
import { type Position, verdictOn } from './position.js';
import { partitionOutOfRange, refusalIn } from './said-in-log.js';
import { toKafkaError } from './to-kafka-error.js';

/** How long a fetch waits for messages, and how long it takes until a resumed partition is read. */
const fetchWaitMs = 50;
/** How soon added partitions are seen. */
const metadataMaxAgeMs = 10_000;
/** How long a broker may be gone. */
const outageLimitMs = 30_000;
/** How long leaving the group may hold back the error that ended a run. */
const leaveLimitMs = 5_000;

/*
 * kafkajs joins, fetches and goes on by itself, and tells of it by events that it does not wait for. So the positions are kept here: what
 * it fetches is handed over only when the handlers know of the assignment, and only where it follows what was handed over before.
 */

/** @throws {KafkaError} 'unreachable', 'refused', 'missing-topic' */
export const kafkajsConsumer = async (
  connection: KafkaConnection,
  settings: ConsumerSettings,
): Promise<KafkaConsumer> => {
  const { topic, groupId, sessionTimeoutMs, concurrency, maxBytesPerPartition } = settings;
  const admin = await kafkajsAdmin(connection);
  const failure = (error: unknown, writes = false) => toKafkaError(error, { connection, place: groupId, writes });

  let positions = new Map<number, Position>();
  let handlers: ConsumerHandlers | undefined;
  let beat: (() => Promise<void>) | undefined;
  let refusal: string | undefined;
  let ending: 'stop' | 'failure' | undefined;
  let finish: { readonly resolve: () => void; readonly reject: (error: unknown) => void } | undefined;
  const turns = inTurn((error) => fail(error));

  const onLog = (entry: LogEntry): void => {
    refusal ??= refusalIn(entry);
    const partition = partitionOutOfRange(entry, topic);
    const position = partition === undefined ? undefined : positions.get(partition);
    if (position) turns.add(() => startOver(partition!, position));
  };
  // Short, since kafkajs cannot be stopped before it has tried for the last time; a longer outage has it start over.
  const retry = { ...shortRetry, restartOnFailure: async (error: Error) => mayRestart(error) };
  const consumer = kafkaOf(connection, shortRetry, onLog).consumer({
    groupId,
    sessionTimeout: sessionTimeoutMs,
    rebalanceTimeout: settings.rebalanceTimeoutMs,
    heartbeatInterval: Math.floor(sessionTimeoutMs / 4),
    maxBytesPerPartition,
    maxWaitTimeInMs: fetchWaitMs,
    metadataMaxAge: metadataMaxAgeMs,
    allowAutoTopicCreation: false,
    retry,
  });
  let outageSince: number | undefined;
  /** After a lost broker kafkajs starts over, until it has joined or the limit is reached; anything else is for the caller. */
  const mayRestart = (error: Error): boolean => {
    outageSince ??= performance.now();
    const passes = ['unreachable', 'transient'].includes(failure(error).kind) && refusal === undefined;
    return passes && ending === undefined && performance.now() - outageSince < outageLimitMs;
  };

  /** Takes all partitions away at once, and tells of it in turn. */
  const leave = (): void => {
    const left = [...positions.keys()];
    positions = new Map();
    if (left.length > 0) turns.add(async () => handlers?.revoked(left));
  };

  const fail = (error: unknown): void => {
    if (ending) return;
    ending = 'failure';
    leave();
    void (async () => {
      const limit = new Promise((resolve) => setTimeout(resolve, leaveLimitMs).unref());
      await Promise.race([Promise.allSettled([consumer.disconnect(), turns.settled()]), limit]);
      finish?.reject(error);
    })();
  };

  const seek = (partition: number, position: Position, offset: bigint): void => {
    position.next = offset;
    position.sentBackTo = null;
    position.seeks++;
    if (!ending) consumer.seek({ topic, partition, offset: String(offset) });
  };

  /** An offset that is not in the log: what kafkajs makes of it (the earliest one) is undone, and the handler decides. */
  const decideRange = async (partition: number, position: Position, log: PartitionOffsets): Promise<void> => {
    if (ending || positions.get(partition) !== position) return;
    const before = position.seeks;
    await handlers?.outOfRange?.(partition, position.next, log);
    if (ending || positions.get(partition) !== position || position.seeks !== before) return;
    throw new KafkaError(
      'fatal',
      `${topic}, partition ${partition}`,
      `offset ${position.next} is not in the log, which goes from ${log.low} to ${log.high}`,
      'The topic was made anew or its messages have expired: say where to go on.',
    );
  };

  const startOver = async (partition: number, position: Position): Promise<void> => {
    const log = (await admin.offsetsOf(topic)).get(partition) ?? { low: 0n, high: 0n };
    // kafkajs has committed "earliest" (-2) in place of what was there.
    if (position.committed !== null && positions.get(partition) === position)
      await commit(partition, position.committed.offset, position.committed.metadata).catch(() => undefined);
    await decideRange(partition, position, log);
  };

  const enter = (partitions: readonly number[]): void => {
    leave();
    const entered = new Map<number, Position>(
      partitions.map((partition) => [
        partition,
        { next: 0n, committed: null, seeks: 0, paused: false, entered: false, sentBackTo: null },
      ]),
    );
    positions = entered;
    // Nothing is fetched until it is known from where on: kafkajs would reset what is out of range by itself.
    consumer.pause([{ topic, partitions: [...partitions] }]);
    turns.add(async () => {
      if (ending || positions !== entered) return;
      const [log, committed] = await Promise.all([admin.offsetsOf(topic), admin.committedOf(groupId, topic)]);
      for (const [partition, position] of entered) {
        position.committed = committed.get(partition) ?? null;
        position.next = position.committed?.offset ?? log.get(partition)?.low ?? 0n;
      }
      if (ending || positions !== entered) return;
      await handlers?.assigned(partitions);
      for (const [partition, position] of entered) {
        const range = log.get(partition);
        if (range && (position.next < range.low || position.next > range.high))
          await decideRange(partition, position, range);
      }
      if (ending || positions !== entered) return;
      for (const position of entered.values()) position.entered = true;
      const open = partitions.filter((partition) => !entered.get(partition)?.paused);
      consumer.resume([{ topic, partitions: open }]);
    });
  };

  const { GROUP_JOIN, REBALANCING, CRASH, COMMIT_OFFSETS } = consumer.events;
  consumer.on(GROUP_JOIN, ({ payload }) => {
    outageSince = undefined;
    if (!ending) enter(payload.memberAssignment[topic] ?? []);
  });
  consumer.on(REBALANCING, () => leave());
  consumer.on(CRASH, ({ payload }) => {
    beat = undefined;
    leave();
    if (!payload.restart) fail(crashOf(failure(payload.error), refusal));
  });

  const eachBatch = async ({ batch, resolveOffset, heartbeat, isStale }: EachBatchPayload): Promise<void> => {
    beat = heartbeat;
    await turns.settled();
    const { partition } = batch;
    const position = positions.get(partition);
    // What is not resolved is fetched again.
    if (ending || !position || position.paused || isStale()) return;
    const fetchedFrom = BigInt((batch as unknown as { readonly fetchedOffset: string }).fetchedOffset);
    if (verdictOn(fetchedFrom, position) === 'send-back') {
      const { next } = position;
      seek(partition, position, next);
      position.sentBackTo = next;
      return;
    }
    const { seeks } = position;
    const messages = batch.messages.map(fromKafkajsMessage).filter(({ offset }) => offset >= position.next);
    try {
      if (messages.length > 0) await handlers!.messages({ partition, messages, high: BigInt(batch.highWatermark) });
    } catch (error) {
      if (error instanceof KafkaError && error.kind === 'rebalance')
        throw Object.assign(new Error('The group is rebalancing'), { type: 'REBALANCE_IN_PROGRESS' }); // has kafkajs join anew
      return fail(error);
    }
    if (ending || positions.get(partition) !== position || position.seeks !== seeks) return;
    resolveOffset(batch.lastOffset());
    position.next = BigInt(batch.lastOffset()) + 1n;
    position.sentBackTo = null;
  };

  const commit = async (partition: number, next: bigint, metadata: string): Promise<void> => {
    const position = positions.get(partition);
    const place = `${topic}, partition ${partition}, group ${groupId}`;
    if (ending) throw new KafkaError('fenced', place, 'this consumer has stopped', 'Commit before it is stopped.');
    if (!position)
      throw new KafkaError(
        'rebalance',
        place,
        'the partition is not assigned',
        'It is handed over again to its owner.',
      );
    const offset = String(next);
    let done = false;
    // A commit that a stopping kafkajs leaves out settles like any other; only those that were made are told of.
    const ignore = consumer.on(COMMIT_OFFSETS, ({ payload }) => {
      const entries = payload.topics.find((entry) => entry.topic === topic)?.partitions ?? [];
      done ||= entries.some((entry) => Number(entry.partition) === partition && String(entry.offset) === offset);
    });
    try {
      await consumer.commitOffsets([{ topic, partition, offset, metadata }]);
    } catch (error) {
      throw failure(error, true);
    } finally {
      ignore();
    }
    if (!done)
      throw new KafkaError('fenced', place, 'the consumer stopped before the commit', 'It is handed over again.');
    position.committed = { offset: next, metadata };
  };

  try {
    if ((await admin.partitionsOf(topic)) === null)
      throw new KafkaError('missing-topic', topic, 'there is no such topic', 'Create the topic, or check its name.');
    await connectWithin(consumer, connection);
  } catch (error) {
    await admin.close();
    throw error;
  }

  const stop = async (): Promise<void> => {
    ending ??= 'stop';
    await consumer.stop();
    await turns.settled();
    if (ending === 'stop') finish?.resolve();
  };
  return {
    run: (given) =>
      new Promise<void>((resolve, reject) => {
        handlers = given;
        finish = { resolve, reject };
        const start = async () => {
          await consumer.subscribe({ topics: [topic], fromBeginning: true });
          await consumer.run({
            autoCommit: false,
            eachBatchAutoResolve: false,
            partitionsConsumedConcurrently: concurrency,
            eachBatch,
          });
          if (ending) await consumer.stop(); // stopped while it was joining
        };
        start().catch((error) => fail(failure(error)));
      }),
    heartbeat: async () => {
      try {
        await beat?.();
      } catch (error) {
        throw failure(error);
      }
    },
    commit,
    seek: (partition, offset) => {
      const position = positions.get(partition);
      if (position) seek(partition, position, offset);
    },
    pause: (partition) => {
      const position = positions.get(partition);
      if (!position || ending) return;
      position.paused = true;
      consumer.pause([{ topic, partitions: [partition] }]);
    },
    resume: (partition) => {
      const position = positions.get(partition);
      if (!position || ending) return;
      position.paused = false;
      if (position.entered) consumer.resume([{ topic, partitions: [partition] }]);
    },
    stop,
    close: async () => {
      await stop().catch(() => undefined);
      await consumer.disconnect().catch(() => undefined);
      await admin.close();
    },
  };
};

/** What ends a run has the caller make a new consumer, whatever the broker calls it; but not where it is not let in. */
const crashOf = (error: KafkaError, refusal: string | undefined): KafkaError => {
  if (error.kind === 'rebalance')
    return new KafkaError('fenced', error.place, 'this member was put out of its group', 'Make a new consumer.', {
      cause: error,
    });
  if (error.kind === 'unreachable' && refusal !== undefined)
    return new KafkaError('refused', error.place, refusal, 'Check what the user is allowed to do with the group.');
  return error;
};
