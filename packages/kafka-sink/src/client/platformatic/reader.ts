import { pause, within } from '../../waiting/backoff.js';
import type { ConsumerHandlers, ConsumerSettings, IncomingMessage } from '../kafka-client.js';
import { KafkaError } from '../kafka-error.js';
import { createBell } from './bell.js';
import type { Cluster, Topic } from './cluster.js';
import { answerIn } from './failure.js';
import { messagesIn } from './fetched-messages.js';
import type { FetchAnswer } from './load-platformatic.js';
import { missingTopic, offsetsOf } from './offsets.js';
import { persist } from './persist.js';
import type { Position, Positions } from './position.js';
import { toKafkaError } from './to-kafka-error.js';

/** How long a fetch waits for messages, and how long it may take until a resumed partition is read. */
const fetchWaitMs = 100;
/** How long the handler of messages is waited for before the next fetch goes without their partition. */
const handlerWaitMs = 3;
/** How long a broker or the topic may be gone. */
export const outageMs = 30_000;
const staleMs = 100;
/** How soon is asked again for a partition that nobody leads. */
const leaderlessMs = 1_000;
const NOBODY = -1;
const READ_COMMITTED = 1;
const NO_SESSION = -1;
/** What a fetch brings at most, of all partitions. */
const maxFetchBytes = 50 << 20;

export interface ReaderParts {
  readonly cluster: Cluster;
  readonly settings: ConsumerSettings;
  /** A handler or a broker has ended the run. */
  failed(error: unknown): void;
  /** A handler says that the group is rebalancing. */
  rebalancing(): void;
}

/** Reads partitions and hands their messages over. */
export interface Reader {
  /** Reads until it is over; then nothing new is handed over. @throws {KafkaError} */
  read(positions: Positions, handlers: ConsumerHandlers, over: AbortSignal): Promise<void>;
  /** Something may be read that was not to be read before. */
  wake(): void;
  /** Whether a handler has messages in hand. */
  readonly holds: boolean;
  /** Settles when no handler has messages in hand. */
  idle(): Promise<void>;
  /** Has the handler decide on an offset that is not in the log. @throws {KafkaError} 'fatal' where it does not */
  decideRange(partition: number, position: Position, handlers: ConsumerHandlers, over: AbortSignal): Promise<void>;
}

/** What is read of one broker, until any of the brokers has to be asked again. */
interface Leg {
  readonly id: string;
  readonly leader: number;
  readonly partitions: readonly (readonly [number, Position])[];
  readonly round: AbortSignal;
}

interface Asked {
  readonly partition: number;
  readonly position: Position;
  readonly from: bigint;
  readonly seeks: number;
}

export const createReader = ({ cluster, settings, failed, rebalancing }: ReaderParts): Reader => {
  const { topic, concurrency, maxBytesPerPartition } = settings;
  const { connection, kafka } = cluster;
  const bell = createBell();
  const waiting: (() => Promise<void>)[] = [];
  const inHand = new Set<Promise<void>>();

  const pump = (): void => {
    while (inHand.size < concurrency && waiting.length > 0) {
      const handing = waiting.shift()!();
      inHand.add(handing);
      void handing.then(() => {
        inHand.delete(handing);
        pump();
        bell.ring();
      });
    }
  };

  /** Settles when the handler has taken the messages, or they do not count any longer; never rejects. */
  const handOver = (
    { partition, position, seeks }: Asked,
    { messages, next, high }: { messages: IncomingMessage[]; next: bigint; high: bigint },
    handlers: ConsumerHandlers,
    over: AbortSignal,
  ): Promise<void> => {
    position.busy = true;
    const counts = () => !over.aborted && position.seeks === seeks;
    return new Promise((resolve) => {
      waiting.push(async () => {
        try {
          if (!counts() || position.paused) return; // read again
          await handlers.messages({ partition, messages, high });
          if (position.seeks === seeks) position.next = next;
        } catch (error) {
          if (error instanceof KafkaError && error.kind === 'rebalance') rebalancing();
          else failed(error);
        } finally {
          position.busy = false;
          resolve();
        }
      });
      pump();
    });
  };

  const decideRange: Reader['decideRange'] = async (partition, position, handlers, over) => {
    const log = (await offsetsOf(cluster, topic)).get(partition);
    const { next, seeks } = position;
    if (over.aborted || log === undefined || (log.low <= next && next <= log.high)) return;
    await handlers.outOfRange?.(partition, next, log);
    if (over.aborted || position.seeks !== seeks) return;
    throw new KafkaError(
      'fatal',
      `${topic}, partition ${partition}`,
      `offset ${next} is not in the log, which goes from ${log.low} to ${log.high}`,
      'The topic was made anew or its messages have expired: say where to go on.',
    );
  };

  const fetch = async (leader: number, id: string, asked: readonly Asked[]): Promise<FetchAnswer> => {
    const { fetchV13, fetchV14, fetchV15, fetchV16, fetchV17 } = kafka;
    const apis = [fetchV17.api, fetchV16.api, fetchV15.api, fetchV14.api, fetchV13.api];
    const partitions = asked.map(({ partition, from }) => ({
      partition,
      currentLeaderEpoch: -1,
      fetchOffset: from,
      lastFetchedEpoch: -1,
      partitionMaxBytes: maxBytesPerPartition,
    }));
    const topics = [{ topicId: id, partitions }];
    const limitMs = fetchWaitMs + cluster.requestTimeoutMs;
    try {
      const link = await cluster.broker(leader);
      return await link.call(
        apis,
        limitMs,
        fetchWaitMs,
        1,
        maxFetchBytes,
        READ_COMMITTED,
        0,
        NO_SESSION,
        topics,
        [],
        '',
      );
    } catch (error) {
      const answer = answerIn<FetchAnswer>(error); // one partition's error makes an error of all
      if (answer && answer.errorCode === 0) return answer;
      throw toKafkaError(error, { connection, place: topic });
    }
  };

  /** Reads the partitions that a broker leads, until the round ends or the brokers have to be asked again who leads them. */
  const readFrom = async (
    { id, leader, partitions, round }: Leg,
    handlers: ConsumerHandlers,
    over: AbortSignal,
  ): Promise<void> => {
    while (!round.aborted) {
      const open = partitions.filter(([, { paused, busy }]) => !paused && !busy);
      if (open.length === 0) {
        await bell.heard();
        continue;
      }
      const asked = open.map(([partition, position]) => ({
        partition,
        position,
        from: position.next,
        seeks: position.seeks,
      }));
      const answer = await fetch(leader, id, asked);
      outageSince = undefined;
      let stale = answer.responses.length === 0 && answer.errorCode !== 0;
      const handing: Promise<void>[] = [];
      for (const found of answer.responses[0]?.partitions ?? []) {
        const one = asked.find(({ partition }) => partition === found.partitionIndex);
        if (!one || over.aborted || one.position.seeks !== one.seeks) continue;
        const error = kafka.protocolErrorsCodesById[found.errorCode as 0] as string;
        if (error === 'OFFSET_OUT_OF_RANGE') await decideRange(one.partition, one.position, handlers, over);
        else if (found.errorCode !== 0) {
          if (!mayPass.has(error))
            throw toKafkaError(new kafka.ProtocolError(found.errorCode), { connection, place: topic });
          stale = true;
        } else {
          const fetched = messagesIn(found.records ?? [], found.abortedTransactions, one.from);
          if (fetched.messages.length === 0) one.position.next = fetched.next;
          else if (!one.position.paused)
            handing.push(handOver(one, { ...fetched, high: found.highWatermark }, handlers, over));
        }
      }
      if (stale) return;
      if (handing.length > 0) await within(handlerWaitMs, Promise.all(handing));
    }
  };

  let outageSince: number | undefined;

  /** @throws {KafkaError} 'missing-topic' */
  const lookUp = async (): Promise<Topic & { readonly id: string }> => {
    const found = await cluster.topic(topic);
    if (found === null) throw missingTopic(topic);
    if (found.id === null)
      throw new KafkaError('fatal', topic, 'the brokers have no ids of topics', 'Kafka 3.1 or later is needed.');
    return { ...found, id: found.id };
  };

  /** Reads of all leaders until one of them has to be looked up again. */
  const readRound = async (
    id: string,
    leaders: ReadonlyMap<number, number>,
    positions: Positions,
    handlers: ConsumerHandlers,
    over: AbortSignal,
  ): Promise<void> => {
    const ended = new AbortController();
    const end = (): void => {
      ended.abort();
      bell.ring();
    };
    over.addEventListener('abort', end, { once: true });
    if (over.aborted) end();
    const leaderOf = (partition: number): number => leaders.get(partition) ?? NOBODY;
    const present = new Set([...positions.keys()].map(leaderOf));
    const timer = present.has(NOBODY) ? setTimeout(end, leaderlessMs) : undefined;
    present.delete(NOBODY);
    const legs = [...present].map((leader) => {
      const partitions = [...positions].filter(([partition]) => leaderOf(partition) === leader);
      return readFrom({ id, leader, partitions, round: ended.signal }, handlers, over).finally(end);
    });
    // All of them, so that no partition is read twice at a time.
    const results = await Promise.allSettled(legs.length > 0 ? legs : [untilAborted(ended.signal)]);
    clearTimeout(timer);
    over.removeEventListener('abort', end);
    const failure = results.find((result) => result.status === 'rejected');
    if (failure) throw failure.reason;
  };

  const read: Reader['read'] = async (positions, handlers, over) => {
    while (!over.aborted) {
      try {
        const { id, leaders } = await persist(lookUp, {
          limitMs: outageMs,
          passing: ['transient', 'unreachable', 'ambiguous', 'missing-topic'],
          until: over,
        });
        await readRound(id, leaders, positions, handlers, over);
      } catch (error) {
        outageSince ??= performance.now();
        const passes = error instanceof KafkaError && ['transient', 'unreachable', 'ambiguous'].includes(error.kind);
        if (over.aborted) return;
        if (!passes || performance.now() - outageSince > outageMs) throw error;
      }
      if (!over.aborted) await pause(staleMs, over);
    }
  };

  return {
    read,
    wake: bell.ring,
    get holds() {
      return inHand.size > 0;
    },
    idle: async () => {
      while (inHand.size > 0) await Promise.all(inHand);
    },
    decideRange,
  };
};

/** Errors of a partition that another look at the topic gets over. */
const mayPass = new Set([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'UNKNOWN_TOPIC_ID',
  'INCONSISTENT_TOPIC_ID',
  'NOT_LEADER_OR_FOLLOWER',
  'LEADER_NOT_AVAILABLE',
  'FENCED_LEADER_EPOCH',
  'UNKNOWN_LEADER_EPOCH',
  'OFFSET_NOT_AVAILABLE',
  'REPLICA_NOT_AVAILABLE',
  'KAFKA_STORAGE_ERROR',
]);

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
