import { pause, within } from '../../waiting/backoff.js';
import { given } from '../../waiting/given.js';
import type { ConsumerHandlers, ConsumerSettings } from '../kafka-client.js';
import { KafkaError } from '../kafka-error.js';
import { createBell } from './bell.js';
import type { Cluster } from './cluster.js';
import { fetchFrom, refuseOffset, stateOf } from './fetch.js';
import { messagesIn } from './fetched-messages.js';
import { createHandOver } from './hand-over.js';
import { missingTopic, offsetsOf } from './offsets.js';
import { askedOf, type Position, type Positions } from './position.js';

/** How long the handler of messages is waited for before the next fetch goes without their partition. */
const handlerWaitMs = 3;
/** How long a broker or the topic may be gone. */
export const outageMs = 30_000;
const staleMs = 100;
/** How soon is asked again for a partition that nobody leads. */
const leaderlessMs = 1_000;
const NOBODY = -1;

/** What an outage looks like while it may pass. */
const passing = ['transient', 'unreachable', 'ambiguous', 'missing-topic'];

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

export const createReader = ({ cluster, settings, failed, rebalancing }: ReaderParts): Reader => {
  const { topic, concurrency, maxBytesPerPartition } = settings;
  const bell = createBell();
  const hands = createHandOver({ concurrency, failed, rebalancing, done: bell.ring });
  let outageSince: number | undefined;

  const decideRange: Reader['decideRange'] = async (partition, position, handlers, over) => {
    const log = (await offsetsOf(cluster, topic)).get(partition);
    const { next, seeks } = position;
    if (over.aborted || log === undefined || (log.low <= next && next <= log.high)) return;
    await handlers.outOfRange?.(partition, next, log);
    if (!over.aborted && position.seeks === seeks) refuseOffset(`${topic}, partition ${partition}`, next, log);
  };

  /** One fetch. @returns whether the brokers have to be asked again who leads the partitions */
  const readOnce = async (
    { id, leader }: Leg,
    open: readonly (readonly [number, Position])[],
    handlers: ConsumerHandlers,
    over: AbortSignal,
  ): Promise<boolean> => {
    const asked = open.map(([partition, position]) => askedOf(partition, position));
    const answered = await fetchFrom(cluster, { topic, id, leader, maxBytesPerPartition }, asked);
    outageSince = undefined;
    let stale = false;
    const giving: Promise<void>[] = [];
    for (const { partitionIndex, errorCode, records = [], abortedTransactions, highWatermark } of answered) {
      const one = asked.find(({ partition }) => partition === partitionIndex);
      if (!one || over.aborted || one.position.seeks !== one.seeks) continue;
      const { partition, position, from, seeks } = one;
      const state = stateOf(cluster, `${topic}, partition ${partition}`, errorCode);
      if (state === 'read') {
        const { messages, next } = messagesIn(records, abortedTransactions, from);
        if (messages.length === 0) position.next = next;
        else if (!position.paused)
          giving.push(hands.give(one, { messages, next, high: highWatermark }, handlers, over));
      } else {
        if (state === 'out-of-range') await decideRange(partition, position, handlers, over);
        stale ||= position.seeks === seeks;
      }
    }
    if (giving.length > 0) await within(handlerWaitMs, Promise.all(giving));
    return stale;
  };

  /** Reads the partitions that a broker leads, until the round ends or they have to be looked up again. */
  const readFrom = async (leg: Leg, handlers: ConsumerHandlers, over: AbortSignal): Promise<void> => {
    for (let stale = false; !stale && !leg.round.aborted; ) {
      const open = leg.partitions.filter(([, { paused, busy }]) => !paused && !busy);
      if (open.length === 0) await bell.heard();
      else stale = await readOnce(leg, open, handlers, over);
    }
  };

  /** @throws {KafkaError} 'missing-topic' */
  const lookUp = async (): Promise<{ readonly id: string; readonly leaders: ReadonlyMap<number, number> }> => {
    const found = await cluster.topic(topic);
    if (found === null) throw missingTopic(topic);
    if (found.id === null)
      throw new KafkaError('fatal', topic, 'the brokers have no ids of topics', 'Kafka 3.1 or later is needed.');
    return { id: found.id, leaders: found.leaders };
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
    const results = await Promise.allSettled(legs.length > 0 ? legs : [given(ended.signal)]);
    clearTimeout(timer);
    over.removeEventListener('abort', end);
    const failure = results.find((result) => result.status === 'rejected');
    if (failure) throw failure.reason;
  };

  const read: Reader['read'] = async (positions, handlers, over) => {
    while (!over.aborted) {
      try {
        const { id, leaders } = await lookUp();
        if (positions.size === 0) outageSince = undefined; // nothing is fetched that would say so
        await readRound(id, leaders, positions, handlers, over);
      } catch (error) {
        if (over.aborted) return;
        outageSince ??= performance.now();
        const passes = error instanceof KafkaError && passing.includes(error.kind);
        if (!passes || performance.now() - outageSince > outageMs) throw error;
      }
      if (!over.aborted) await pause(staleMs, over);
    }
  };

  return {
    read,
    wake: bell.ring,
    get holds() {
      return hands.holds;
    },
    idle: hands.idle,
    decideRange,
  };
};
