import type { KafkaAdmin, KafkaClient, KafkaConsumer } from '../client/kafka-client.js';
import { KafkaError } from '../client/kafka-error.js';
import { within as inTime } from '../publish/within.js';
import { backoffMs, pause, within } from '../waiting/backoff.js';
import { given } from '../waiting/given.js';
import type { ConsumeStats, PartitionProgress } from './consume-report.js';
import type { Drain } from './drain.js';
import type { Lander } from './lander.js';
import type { Permits } from './permits.js';
import type { ResolvedConsumeOptions } from './resolve-options.js';
import { createSession, type Session } from './session.js';
import type { Tally } from './tally.js';

export interface SuperviseParts {
  readonly client: KafkaClient;
  readonly brokers: readonly string[];
  readonly options: ResolvedConsumeOptions;
  readonly lander: Lander;
  readonly permits: Permits;
  readonly tally: Tally;
  readonly drain: Drain;
  readonly untilCaughtUp: boolean;
  /** Told what is going on, and how to ask where the partitions stand. */
  watch(state: ConsumeStats['state'], progress: () => readonly PartitionProgress[]): void;
  /** Given what ends the run with an error from outside. */
  onFailure(fail: (error: unknown) => void): void;
}

/** Milliseconds that a farewell to the broker may take. */
const CLOSE_MS = 5000;

const quietly = (work: Promise<unknown>): Promise<unknown> => within(CLOSE_MS, work).catch(() => {}); // it is given up anyway

/** Whether a new client consumer would meet the same again. */
const isFinal = (error: unknown): boolean =>
  !(error instanceof KafkaError) || error.kind === 'refused' || error.kind === 'too-large';

const isMissing = (error: unknown): boolean => error instanceof KafkaError && error.kind === 'missing-topic';

/** How long Kafka may be away, and since when it is. */
const createPatience = ({ connectWithinMs, unreachableMs }: ResolvedConsumeOptions) => {
  let since = performance.now();
  let limit = connectWithinMs;
  return {
    left: () => Math.max(0, limit - (performance.now() - since)),
    /** Kafka was there a moment ago. */
    renew() {
      since = performance.now();
      limit = unreachableMs;
    },
  };
};

/**
 * Keeps a member in the group until it is drained: clients give up for good on some errors, and a new one takes over then.
 * @throws what no new client would help against, or the last error once Kafka is away for too long
 */
export const supervise = async (parts: SuperviseParts): Promise<void> => {
  const { client, options, tally, drain } = parts;
  const { topic, groupId } = options;
  const patience = createPatience(options);
  let targets: ReadonlyMap<number, bigint> | null = null;
  let failFromOutside: (error: unknown) => void = () => {};
  const outside = new Promise<never>((_, reject) => {
    failFromOutside = reject;
  });
  outside.catch(() => {}); // it is awaited with the session
  parts.onFailure(failFromOutside);

  const inPatience = <T>(work: Promise<T>, discard: (late: T) => void): Promise<T> =>
    inTime(work, Math.max(1, patience.left()), parts.brokers.join(','), drain.begun, discard);

  const openAdmin = (): Promise<KafkaAdmin> =>
    inPatience(client.admin(), (late) => {
      quietly(late.close());
    });

  /** @throws {KafkaError} 'missing-topic' */
  const look = async (admin: KafkaAdmin): Promise<void> => {
    const partitions = await inPatience(admin.partitionsOf(topic), () => {});
    if (partitions === null || partitions.length === 0)
      throw new KafkaError('missing-topic', `topic "${topic}"`, 'it is not there', 'It is waited for.');
    if (!parts.untilCaughtUp || targets !== null) return;
    const offsets = await inPatience(admin.offsetsOf(topic), () => {});
    targets = new Map([...offsets].map(([partition, { high }]) => [partition, high]));
  };

  const openConsumer = (): Promise<KafkaConsumer> => {
    const { sessionTimeoutMs, rebalanceTimeoutMs, maxBytesPerPartition, concurrency } = options;
    const settings = { topic, groupId, sessionTimeoutMs, rebalanceTimeoutMs, maxBytesPerPartition, concurrency };
    return inPatience(client.consumer(settings), (late) => {
      quietly(late.close());
    });
  };

  const follow = async (session: Session): Promise<void> => {
    let over = false;
    const drained = given(drain.begun).then(async () => {
      if (over) return;
      const done = await Promise.race([session.drain().then(() => true), given(drain.overdue).then(() => false)]);
      if (!done) drain.leave();
    });
    try {
      await Promise.race([session.run(), drained, outside]);
      if (!drain.begun.aborted)
        throw new KafkaError('fatal', `group "${groupId}"`, 'the client has stopped by itself', 'A new one is made.');
      await drained;
    } finally {
      over = true;
    }
  };

  /** @returns whether the member had joined, when its session ends with an error that a new client may help against */
  const attend = async (): Promise<{ readonly joined: boolean; readonly error: KafkaError } | null> => {
    let session: Session | null = null;
    let consumer: KafkaConsumer | null = null;
    let admin: KafkaAdmin | null = null;
    try {
      admin = await openAdmin();
      await look(admin);
      consumer = await openConsumer();
      session = createSession({
        consumer,
        admin,
        options,
        lander: parts.lander,
        permits: parts.permits,
        tally,
        draining: drain.begun,
        targets,
        caughtUp: () => {
          if (drain.begun.aborted) return;
          tally.tell({ type: 'caught-up' });
          drain.begin('caught-up');
        },
      });
      parts.watch('running', session.progress);
      await follow(session);
      return null;
    } catch (error) {
      if (drain.begun.aborted && (session === null || !isFinal(error))) {
        if (session !== null) drain.leave();
        return null;
      }
      if (isFinal(error)) throw error;
      return { joined: session?.joined ?? false, error: error as KafkaError };
    } finally {
      session?.abandon();
      if (consumer !== null) {
        await quietly(consumer.stop());
        await quietly(consumer.close());
      }
      if (admin !== null) await quietly(admin.close());
    }
  };

  for (let attempt = 2; !drain.begun.aborted; attempt++) {
    const ended = await attend();
    if (ended === null) return;
    const { joined, error } = ended;
    if (joined) attempt = 2;
    if (joined || isMissing(error)) patience.renew();
    else if (patience.left() === 0) throw error;
    if (joined) tally.restarted();
    const delayMs = Math.min(backoffMs(attempt, options.retry), Math.max(1, patience.left()));
    if (isMissing(error)) tally.tell({ type: 'waiting', topic, delayMs });
    else tally.tell({ type: 'retry', what: 'connect', partition: null, attempt, delayMs, error });
    if (!joined) parts.watch('connecting', () => []);
    await Promise.race([pause(delayMs, drain.begun), outside]);
  }
};
