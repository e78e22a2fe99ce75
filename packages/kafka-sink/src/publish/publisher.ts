import type { KafkaAdmin, KafkaClient, KafkaProducer } from '../client/kafka-client.js';
import { KafkaError } from '../client/kafka-error.js';
import { ensureTopic } from './ensure-topic.js';
import type { ResolvedSinkOptions } from './kafka-sink-options.js';

/** What an open sink holds of Kafka. */
export interface Publisher {
  readonly admin: KafkaAdmin;
  /** Of the topic, ascending. */
  readonly partitions: readonly number[];
  /** The producer in use; made when there is none. @throws {KafkaError} */
  producer(): Promise<KafkaProducer>;
  /** Lets a producer go; the next call of {@link producer} makes another one. */
  replaceProducer(used: KafkaProducer | null): Promise<void>;
  close(): Promise<void>;
}

/** Closes what is of no use any more; what the broker says to that changes nothing. */
const letGo = (held: { close(): Promise<void> } | null | undefined): Promise<void> =>
  held?.close().catch(() => {}) ?? Promise.resolve();

/** Connects, and makes the topic where it is missing. @throws {KafkaError} {@link AbortedError} */
export const openPublisher = async (
  client: KafkaClient,
  options: ResolvedSinkOptions,
  signal: AbortSignal | undefined,
): Promise<Publisher> => {
  const admin = await client.admin();
  let current: Promise<KafkaProducer> | null = null;
  let closed = false;
  const producer = (): Promise<KafkaProducer> => {
    if (closed) return Promise.reject(new KafkaError('fatal', `topic "${options.topic}"`, 'the sink is closed', ''));
    if (current !== null) return current;
    const made = client.producer({ compression: options.compression });
    current = made;
    made.catch(() => {
      if (current === made) current = null;
    });
    return made;
  };
  const replaceProducer = async (used: KafkaProducer | null): Promise<void> => {
    const held = await current?.catch(() => null);
    if (held === undefined || held === null || (used !== null && held !== used)) return;
    current = null;
    await letGo(held);
  };
  const close = async (): Promise<void> => {
    closed = true;
    await Promise.all([current?.then(letGo, () => {}), letGo(admin)]);
  };
  try {
    const partitions = await ensureTopic(admin, options, signal);
    await producer();
    return { admin, partitions, producer, replaceProducer, close };
  } catch (error) {
    await close();
    throw error;
  }
};
