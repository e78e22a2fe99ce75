import type { KafkaClient, KafkaProducer, OutgoingMessage } from '../client/kafka-client.js';
import { KafkaError } from '../client/kafka-error.js';
import { within } from '../waiting/backoff.js';
import { type DeadLetter, deadLetterRecord } from './dead-letter.js';
import { type RetryPlan, retrying } from './retrying.js';

/** Bytes of values that go into one request, well below the broker's own limit. */
const REQUEST_BYTES = 256 * 1024;
const WEEK_MS = 7 * 24 * 3600 * 1000;
/** Milliseconds that a producer's farewell may take. */
const CLOSE_MS = 5000;

export interface DeadLetterSender {
  /**
   * Settles when all in-sync replicas have the letters; a letter may be there twice after trouble on the way.
   * @throws {KafkaError} 'refused', 'too-large' @throws {Abandoned}
   */
  send(partition: number, letters: readonly DeadLetter[], plan: Omit<RetryPlan, 'mayPass'>): Promise<void>;
  close(): Promise<void>;
}

interface Channel {
  readonly producer: KafkaProducer;
  readonly partitions: readonly number[];
}

const requestsOf = (records: readonly OutgoingMessage[]): OutgoingMessage[][] => {
  const requests: OutgoingMessage[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const record of records) {
    const size = record.value?.length ?? 0;
    if (bytes + size > REQUEST_BYTES) {
      requests.push([]);
      bytes = 0;
    }
    requests.at(-1)!.push(record);
    bytes += size;
  }
  return requests;
};

/** @returns the partitions of the topic, which is made where it is missing */
const ensureTopic = async (client: KafkaClient, topic: string): Promise<readonly number[]> => {
  const admin = await client.admin();
  try {
    const there = await admin.partitionsOf(topic);
    if (there !== null && there.length > 0) return there;
    await admin.createTopic({ topic, partitions: 1, retentionMs: WEEK_MS });
    return (await admin.partitionsOf(topic)) ?? [0];
  } finally {
    await within(CLOSE_MS, admin.close()).catch(() => {}); // the answer is what counts
  }
};

/** Connected when the first letter is to be sent. */
export const createDeadLetterSender = (client: KafkaClient, source: string, topic: string): DeadLetterSender => {
  let channel: Promise<Channel> | null = null;
  const open = async (): Promise<Channel> => {
    const partitions = await ensureTopic(client, topic);
    return { partitions, producer: await client.producer({ compression: 'none' }) };
  };
  /** After trouble a new producer is made: the old one may be fenced. */
  const dropChannel = async (): Promise<void> => {
    const old = channel;
    channel = null;
    await old?.then(({ producer }) => within(CLOSE_MS, producer.close())).catch(() => {}); // it is given up anyway
  };
  const sendOnce = async (partition: number, records: readonly OutgoingMessage[]): Promise<void> => {
    channel ??= open();
    try {
      const { producer, partitions } = await channel;
      await producer.send(topic, partitions[partition % partitions.length]!, records);
    } catch (error) {
      await dropChannel();
      throw error;
    }
  };
  return {
    async send(partition, letters, plan) {
      const mayPass = (error: unknown): boolean =>
        error instanceof KafkaError && error.kind !== 'refused' && error.kind !== 'too-large';
      for (const records of requestsOf(letters.map((letter) => deadLetterRecord(letter, source, partition))))
        await retrying(() => sendOnce(partition, records), { ...plan, mayPass });
    },
    close: dropChannel,
  };
};
