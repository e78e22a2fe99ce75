import { randomUUID } from 'node:crypto';
import { type Admin, type IHeaders, Kafka, logLevel, type Message } from 'kafkajs';

// Straight on kafkajs: what a test puts in and reads back must not pass through the code under test.

export const rawKafka = (brokers: readonly string[]): Kafka =>
  new Kafka({
    brokers: [...brokers],
    clientId: 'cvd-test',
    logLevel: logLevel.NOTHING,
    retry: { retries: 40, initialRetryTime: 100, maxRetryTime: 1000 }, // machines that run tests may be slow
  });

/** A topic of the test's own; it is not there yet. */
export const uniqueTopic = (name = 'topic'): string => `cvd-test-${name}-${randomUUID()}`;

export const uniqueGroup = (name = 'group'): string => `cvd-test-${name}-${randomUUID()}`;

/** Runs with a connected admin client. */
export const withAdmin = async <T>(brokers: readonly string[], use: (admin: Admin) => Promise<T>): Promise<T> => {
  const admin = rawKafka(brokers).admin();
  await admin.connect();
  try {
    return await use(admin);
  } finally {
    await admin.disconnect();
  }
};

const isLed = async (admin: Admin, topic: string): Promise<boolean> => {
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    const { partitions } = topics[0]!;
    return partitions.length > 0 && partitions.every(({ leader }) => leader >= 0);
  } catch {
    return false;
  }
};

/** @param config - settings of the topic, such as `retention.ms` */
export const createTopic = async (
  brokers: readonly string[],
  topic: string,
  partitions = 1,
  config: Readonly<Record<string, string>> = {},
): Promise<void> => {
  const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
  await withAdmin(brokers, async (admin) => {
    await admin.createTopics({ topics: [{ topic, numPartitions: partitions, configEntries }], waitForLeaders: false });
    // kafkajs waits for leaders too, and gives up where a busy broker does not know of the topic yet.
    while (!(await isLed(admin, topic))) await new Promise((resolve) => setTimeout(resolve, 50));
  });
};

export const deleteTopic = (brokers: readonly string[], topic: string): Promise<void> =>
  withAdmin(brokers, async (admin) => {
    await admin.deleteTopics({ topics: [topic] });
    while ((await admin.listTopics()).includes(topic)) await new Promise((resolve) => setTimeout(resolve, 50));
  });

/** Removes the messages before an offset, as retention does. */
export const deleteRecords = (
  brokers: readonly string[],
  topic: string,
  before: bigint,
  partition = 0,
): Promise<void> =>
  withAdmin(brokers, async (admin) => {
    await admin.fetchTopicOffsets(topic); // has the client learn of the topic
    await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: String(before) }] });
  });

/** Sends messages as they are, in one request; those without a partition go to the first. */
export const produceRaw = async (brokers: readonly string[], topic: string, messages: Message[]): Promise<void> => {
  const producer = rawKafka(brokers).producer({ allowAutoTopicCreation: false, createPartitioner: byIndexOrFirst });
  await producer.connect();
  try {
    await producer.send({ topic, messages, acks: -1 });
  } finally {
    await producer.disconnect();
  }
};

const byIndexOrFirst =
  () =>
  ({ message }: { message: Message }): number =>
    message.partition ?? 0;

/** Offsets that a group has committed, as the broker has them, by partition; none for partitions it has not. */
export const committedOffsets = (
  brokers: readonly string[],
  groupId: string,
  topic: string,
): Promise<Map<number, bigint>> =>
  withAdmin(brokers, async (admin) => {
    const [answer] = await admin.fetchOffsets({ groupId, topics: [topic] });
    const known = (answer?.partitions ?? []).map(({ partition, offset }) => [partition, BigInt(offset)] as const);
    return new Map(known.filter(([, offset]) => offset >= 0n));
  });

/** What a topic holds, as the broker has it. */
export interface RawMessage {
  readonly partition: number;
  readonly offset: bigint;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: IHeaders;
}

/** Everything in a topic at the moment of the call, by partition and offset. */
export const readAll = async (brokers: readonly string[], topic: string): Promise<RawMessage[]> => {
  const ends = await withAdmin(brokers, (admin) => admin.fetchTopicOffsets(topic));
  const open = new Map(
    ends.filter(({ low, high }) => low !== high).map(({ partition, high }) => [partition, BigInt(high)] as const),
  );
  const found: RawMessage[] = [];
  if (open.size === 0) return found;
  const groupId = uniqueGroup('read-all');
  const consumer = rawKafka(brokers).consumer({ groupId, maxWaitTimeInMs: 100 });
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => payload.restart || reject(payload.error));
      consumer
        .run({
          autoCommit: false,
          eachBatch: async ({ batch }) => {
            const end = open.get(batch.partition);
            for (const { offset, key, value, headers = {} } of batch.messages)
              if (end !== undefined && BigInt(offset) < end)
                found.push({ partition: batch.partition, offset: BigInt(offset), key, value, headers });
            if (end !== undefined && BigInt(batch.lastOffset()) >= end - 1n) open.delete(batch.partition);
            if (open.size === 0) resolve();
          },
        })
        .catch(reject);
    });
  } finally {
    await consumer.disconnect();
    await withAdmin(brokers, (admin) => admin.deleteGroups([groupId])).catch(() => undefined);
  }
  return found.sort((a, b) => a.partition - b.partition || (a.offset < b.offset ? -1 : 1));
};
