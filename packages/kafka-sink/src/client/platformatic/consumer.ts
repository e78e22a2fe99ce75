import { within } from '../../waiting/backoff.js';
import { given } from '../../waiting/given.js';
import { repeat } from '../../waiting/repeat.js';
import type { ConsumerHandlers, ConsumerSettings, KafkaConnection, KafkaConsumer } from '../kafka-client.js';
import { KafkaError } from '../kafka-error.js';
import { connectCluster, createCluster } from './cluster.js';
import { createMembership } from './membership.js';
import { committedOf, missingTopic, offsetsOf } from './offsets.js';
import { persist } from './persist.js';
import type { Position } from './position.js';
import { createReader, outageMs } from './reader.js';

/** How long leaving the group may hold back the end of a run. */
const leaveLimitMs = 5_000;
/** How soon added partitions are seen. */
const lookAgainMs = 5_000;
/** Beats in the time after which a silent member is taken for dead. */
const beatsInSession = 4;

const passing = ['transient', 'unreachable', 'ambiguous'] as const;

/** The partitions that the member has until the group is shared out anew. */
interface Assignment {
  readonly positions: ReadonlyMap<number, Position>;
  /** As many as there were when this member shared them out. */
  readonly outOf: number | null;
  readonly over: AbortController;
}

/*
 * The library's own consumer joins again and beats behind the back of whoever holds messages, and reads partitions from their beginning
 * after a rebalance. So the group is joined and the log is read here, with the library's requests.
 */

/** @throws {KafkaError} 'unreachable', 'refused', 'missing-topic' */
export const platformaticConsumer = async (
  connection: KafkaConnection,
  settings: ConsumerSettings,
): Promise<KafkaConsumer> => {
  const { topic, groupId, sessionTimeoutMs, rebalanceTimeoutMs } = settings;
  // A broker answers one request of a connection after the other: what the group asks does not wait behind a fetch.
  const group = await connectCluster(connection);
  const reading = createCluster(group.kafka, connection);
  const membership = createMembership(group, settings);

  let assignment: Assignment | undefined;
  let ending: 'stop' | 'failure' | undefined;
  let failure: unknown;
  let running: Promise<void> | undefined;
  const ended = new AbortController();
  const commits = new Set<Promise<unknown>>();

  const end = (how: 'stop' | 'failure', error?: unknown): void => {
    if (ending) return;
    ending = how;
    failure = error;
    ended.abort();
    assignment?.over.abort();
  };
  const fail = (error: unknown): void => end('failure', error);
  const rebalancing = (): void => assignment?.over.abort();
  const reader = createReader({ cluster: reading, settings, failed: fail, rebalancing });

  /** Waits for a broker that is away for a while. */
  const outlast = <T>(work: () => Promise<T>): Promise<T> =>
    persist(work, { limitMs: outageMs, passing, until: ended.signal });

  const join = async (): Promise<Assignment> => {
    const { partitions, outOf } = await outlast(membership.join);
    const fresh = (): Position => ({ next: 0n, seeks: 0, paused: false, busy: false });
    const positions = new Map(partitions.map((partition) => [partition, fresh()]));
    return { positions, outOf, over: new AbortController() };
  };

  /** Finds where to begin, tells the handlers, and has them decide where that is not in the log. */
  const enter = async ({ positions, over }: Assignment, handlers: ConsumerHandlers): Promise<void> => {
    const partitions = [...positions.keys()];
    const [log, committed] = await outlast(() =>
      Promise.all([offsetsOf(reading, topic), committedOf(reading, groupId, topic)]),
    );
    for (const [partition, position] of positions)
      position.next = committed.get(partition)?.offset ?? log.get(partition)?.low ?? 0n;
    if (over.signal.aborted) return;
    await handlers.assigned(partitions);
    for (const [partition, position] of positions) {
      const { low = 0n, high = 0n } = log.get(partition) ?? {};
      const isThere = low <= position.next && position.next <= high;
      if (!isThere && !over.signal.aborted) await reader.decideRange(partition, position, handlers, over.signal);
    }
  };

  /** Gives the partitions back; the messages in hand come first, as long as the group waits. */
  const depart = async ({ positions }: Assignment, handlers: ConsumerHandlers): Promise<void> => {
    await within(rebalanceTimeoutMs, reader.idle());
    assignment = undefined;
    if (positions.size > 0) await handlers.revoked([...positions.keys()]);
  };

  const live = async (handlers: ConsumerHandlers): Promise<void> => {
    while (!ending) {
      const mine = await join();
      if (ending) return;
      assignment = mine;
      await enter(mine, handlers);
      await reader.read(mine.positions, handlers, mine.over.signal);
      if (!ending) await depart(mine, handlers);
    }
  };

  /** Only while no handler holds messages: one that hangs shall lose them to another member. */
  const beatAlone = async (): Promise<void> => {
    if (!assignment || reader.holds || ending) return;
    try {
      await membership.beat();
    } catch (error) {
      if (!(error instanceof KafkaError) || passing.some((kind) => kind === error.kind)) return; // the reader sees an outage
      if (error.kind === 'rebalance') rebalancing();
      else fail(error);
    }
  };

  const lookForPartitions = async (): Promise<void> => {
    const { outOf = null } = assignment ?? {};
    const found = outOf === null ? null : await group.topic(topic).catch(() => null);
    if (found !== null && assignment?.outOf === outOf && found.leaders.size !== outOf) rebalancing();
  };

  /** Leaves the group, over connections that nothing waits in. */
  const leave = async (): Promise<void> => {
    await within(leaveLimitMs, Promise.allSettled(commits));
    group.close();
    const leaving = createCluster(group.kafka, connection);
    await within(
      leaveLimitMs,
      membership.leave(leaving).catch(() => undefined),
    );
    leaving.close();
  };

  const lifetime = async (handlers: ConsumerHandlers): Promise<void> => {
    const stops = [repeat(sessionTimeoutMs / beatsInSession, beatAlone), repeat(lookAgainMs, lookForPartitions)];
    const living = live(handlers).catch(fail);
    await Promise.race([living, given(ended.signal)]);
    for (const stop of stops) stop();
    reading.close();
    if (ending === 'failure') {
      const left = [...(assignment?.positions.keys() ?? [])];
      assignment = undefined;
      const told = left.length > 0 ? handlers.revoked(left).catch(() => undefined) : Promise.resolve();
      await within(leaveLimitMs, Promise.all([told, reader.idle()]));
    } else await reader.idle();
    await leave();
    await within(leaveLimitMs, living);
    if (ending === 'failure') throw failure;
  };

  const commit = async (partition: number, offset: bigint, metadata: string): Promise<void> => {
    const place = `${topic}, partition ${partition}, group ${groupId}`;
    if (ending) throw new KafkaError('fenced', place, 'this consumer has stopped', 'Commit before it is stopped.');
    if (!assignment?.positions.has(partition))
      throw new KafkaError(
        'rebalance',
        place,
        'the partition is not assigned',
        'It is handed over again to its owner.',
      );
    const committing = membership.commit(partition, { offset, metadata });
    commits.add(committing);
    try {
      await committing;
    } finally {
      commits.delete(committing);
    }
  };

  const close = async (): Promise<void> => {
    end('stop');
    await running?.catch(() => undefined);
    reading.close();
    group.close();
  };

  if ((await group.topic(topic)) === null) {
    await close();
    throw missingTopic(topic);
  }
  return {
    run: (handlers) => (running = lifetime(handlers)),
    heartbeat: async () => {
      if (!assignment || ending) return;
      try {
        await membership.beat();
      } catch (error) {
        if (error instanceof KafkaError && error.kind === 'rebalance') rebalancing();
        throw error;
      }
    },
    commit,
    seek: (partition, offset) => {
      const position = assignment?.positions.get(partition);
      if (!position) return;
      position.next = offset;
      position.seeks++;
      reader.wake();
    },
    pause: (partition) => {
      const position = assignment?.positions.get(partition);
      if (position) position.paused = true;
    },
    resume: (partition) => {
      const position = assignment?.positions.get(partition);
      if (!position) return;
      position.paused = false;
      reader.wake();
    },
    stop: async () => {
      end('stop');
      await running?.catch(() => undefined);
    },
    close,
  };
};
