import type { OutgoingMessage, ProducerSettings } from '../kafka-client.js';
import { KafkaError } from '../kafka-error.js';
import type { Cluster, Topic } from './cluster.js';
import { rootFailure } from './failure.js';
import { missingTopic } from './offsets.js';
import { persist } from './persist.js';
import { produceApis } from './produce.js';
import { type BatchCodec, encodeRecordBatch } from './record-batch.js';
import { toKafkaError } from './to-kafka-error.js';

/** How long a broker may be gone. */
const outageMs = 40_000;
/** Numbers of messages begin again after 2^31. */
const LAST_SEQUENCE = 0x7fffffff;

/** How the broker knows what it has had of a partition. */
interface Numbering {
  readonly producerId: bigint;
  readonly producerEpoch: number;
  next: number;
}

/** What sends to one partition, one request after the other. */
export interface Lane {
  send(messages: readonly OutgoingMessage[]): Promise<void>;
  /** Settles when nothing is under way. */
  idle(): Promise<void>;
}

/** Where the leader of a partition is looked up; a topic that may have changed is forgotten. */
export interface TopicBook {
  of(topic: string): Promise<Topic>;
  forget(topic: string): void;
}

export const createTopicBook = (cluster: Cluster): TopicBook => {
  const known = new Map<string, Promise<Topic>>();
  return {
    of: (name) => {
      const asked = known.get(name);
      if (asked) return asked;
      const asking = cluster.topic(name).then((topic) => {
        if (topic === null) throw missingTopic(name);
        return topic;
      });
      known.set(name, asking);
      asking.catch(() => known.delete(name));
      return asking;
    },
    forget: (name) => void known.delete(name),
  };
};

/*
 * A request that failed is sent again under the same numbers, so that the broker knows it. Once it has failed for good, other messages
 * under its numbers would be dropped as repetitions, without an error: so those that follow get a new producer id.
 */

export const createLane = (
  cluster: Cluster,
  book: TopicBook,
  { topic, partition, compression }: { topic: string; partition: number } & ProducerSettings,
): Lane => {
  const { connection, kafka, requestTimeoutMs } = cluster;
  const place = `${topic}, partition ${partition}`;
  const apis = produceApis(kafka);
  const algorithm = kafka.compressionsAlgorithms[compression];
  const codec: BatchCodec = {
    bitmask: algorithm.bitmask,
    compress: (records) => algorithm.compressSync(records),
    crc32c: kafka.crc32c,
  };
  let numbering: Numbering | undefined;
  let last: Promise<void> = Promise.resolve();

  const leaderOf = async (): Promise<number> => {
    if (!(await book.of(topic)).leaders.has(partition)) book.forget(topic); // it may have been added
    const leader = (await book.of(topic)).leaders.get(partition);
    if (leader === undefined)
      throw new KafkaError(
        'missing-topic',
        place,
        'there is no such partition',
        'Add partitions, or check its number.',
      );
    if (leader < 0) throw new KafkaError('transient', place, 'nobody leads the partition', 'Try again.');
    return leader;
  };

  const produce = async (messages: readonly OutgoingMessage[]): Promise<void> => {
    try {
      const leader = await leaderOf();
      const link = await cluster.broker(leader);
      const { initProducerIdV3, initProducerIdV4, initProducerIdV5 } = kafka;
      const ids = [initProducerIdV5.api, initProducerIdV4.api, initProducerIdV3.api];
      numbering ??= { ...(await link.call(ids, requestTimeoutMs, null, requestTimeoutMs, -1n, -1)), next: 0 };
      const { producerId, producerEpoch, next } = numbering;
      const facts = { producerId, producerEpoch, sequence: next, timestamp: Date.now() };
      const batch = encodeRecordBatch(messages, facts, codec);
      await link.call(apis, requestTimeoutMs, { topic, partition, batch, timeoutMs: requestTimeoutMs });
    } catch (error) {
      if (rootFailure(error).apiId === 'DUPLICATE_SEQUENCE_NUMBER') return; // an earlier try had got through
      book.forget(topic);
      throw toKafkaError(error, { connection, place, writes: true });
    }
  };

  const send = async (messages: readonly OutgoingMessage[]): Promise<void> => {
    let open = false;
    const attempt = async () => {
      try {
        await produce(messages);
      } catch (error) {
        open ||= (error as KafkaError).kind === 'ambiguous';
        throw error;
      }
    };
    try {
      await persist(attempt, { limitMs: outageMs, passing: ['ambiguous', 'unreachable', 'transient'] });
      numbering!.next = (numbering!.next + messages.length) & LAST_SEQUENCE;
    } catch (error) {
      numbering = undefined;
      const failure = error as KafkaError;
      if (!open || failure.kind === 'ambiguous') throw failure;
      throw new KafkaError('ambiguous', failure.place, 'an earlier try may have got through', failure.message, {
        cause: failure,
      });
    }
  };

  return {
    send: (messages) => {
      const turn = last.then(() => send(messages));
      last = turn.catch(() => undefined);
      return turn;
    },
    idle: () => last,
  };
};
