import type { Producer } from 'kafkajs';
import type { KafkaConnection, KafkaProducer, OutgoingMessage, ProducerSettings } from '../kafka-client.js';
import { KafkaError } from '../kafka-error.js';
import { kafkajsAdmin } from './admin.js';
import { compressionType } from './compression.js';
import { connectWithin } from './connect-within.js';
import { kafkaOf, longRetry } from './kafka-of.js';
import { packedType, packMessages } from './packed-records.js';
import { toKafkaError } from './to-kafka-error.js';

interface Session {
  readonly producer: Producer;
  sending: number;
  retired: boolean;
}

/*
 * kafkajs numbers the messages of a partition, and takes the numbers back when a request has failed for good. Other messages would
 * then go under numbers that the broker may have seen, and be dropped by it as repetitions, without an error. So requests of one
 * partition go one after the other, retries included, and after a failure the producer is replaced by one with a new id.
 */

/** @throws {KafkaError} 'unreachable', 'refused' */
export const kafkajsProducer = async (
  connection: KafkaConnection,
  { compression }: ProducerSettings,
): Promise<KafkaProducer> => {
  const codec = packedType(compressionType(compression));
  const known = new Map<string, Promise<void>>();
  const waiting = new Map<string, Promise<unknown>>();
  let session: Promise<Session> | undefined;

  const open = async (): Promise<Session> => {
    const kafka = kafkaOf(connection, longRetry);
    const producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      retry: longRetry,
      createPartitioner:
        () =>
        ({ message }) =>
          message.partition!,
    });
    return { producer: await connectWithin(producer, connection), sending: 0, retired: false };
  };
  const current = (): Promise<Session> => {
    const opening = (session ??= open());
    opening.catch(() => {
      if (session === opening) session = undefined;
    });
    return opening;
  };
  const retire = async (used: Session): Promise<void> => {
    used.retired = true;
    if ((await session) === used) session = undefined;
  };

  const send = async (topic: string, partition: number, messages: readonly OutgoingMessage[]): Promise<void> => {
    const used = await current();
    used.sending++;
    const packed = packMessages(partition, messages);
    try {
      const answers = await used.producer.send({
        topic,
        acks: -1,
        compression: codec,
        messages: packed.messages,
      });
      // To a partition it has not heard of kafkajs sends nothing, and says nothing.
      if (!answers.some((answer) => answer.partition === partition && answer.errorCode === 0))
        throw new KafkaError(
          'transient',
          `${topic}, partition ${partition}`,
          'there is no such partition',
          'Try again.',
        );
    } catch (error) {
      await retire(used);
      throw toKafkaError(error, { connection, place: `${topic}, partition ${partition}`, writes: true });
    } finally {
      packed.release();
      used.sending--;
      if (used.retired && used.sending === 0) void used.producer.disconnect().catch(() => undefined);
    }
  };

  const askForTopic = async (topic: string): Promise<void> => {
    const admin = await kafkajsAdmin(connection);
    try {
      if ((await admin.partitionsOf(topic)) === null)
        throw new KafkaError('missing-topic', topic, 'there is no such topic', 'Create the topic, or check its name.');
    } finally {
      await admin.close();
    }
  };
  /** Asked once a topic: kafkajs would try for half a minute. @throws {KafkaError} 'missing-topic' */
  const requireTopic = (topic: string): Promise<void> => {
    const asked = known.get(topic);
    if (asked) return asked;
    const asking = askForTopic(topic);
    known.set(topic, asking);
    asking.catch(() => known.delete(topic));
    return asking;
  };

  await current();
  return {
    send: async (topic, partition, messages) => {
      if (messages.length === 0) return;
      const lane = `${topic}\n${partition}`;
      const turn = (waiting.get(lane) ?? Promise.resolve()).then(async () => {
        await requireTopic(topic);
        await send(topic, partition, messages);
      });
      const settled = turn.catch(() => undefined);
      waiting.set(lane, settled);
      try {
        await turn;
      } finally {
        if (waiting.get(lane) === settled) waiting.delete(lane);
      }
    },
    close: async () => {
      await Promise.all(waiting.values());
      const last = await session?.catch(() => undefined);
      session = undefined;
      await last?.producer.disconnect().catch(() => undefined);
    },
  };
};
