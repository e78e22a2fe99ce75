import { rawKafka } from './topics.js';

/**
 * Has a group without members commit an offset of one partition, whatever the log holds. kafkajs's own `setOffsets` reads on from
 * there for a moment, and commits the earliest offset where there is nothing to be read.
 */
export const commitRaw = async (
  brokers: readonly string[],
  { groupId, topic }: { readonly groupId: string; readonly topic: string },
  partition: number,
  offset: bigint,
): Promise<void> => {
  const consumer = rawKafka(brokers).consumer({ groupId, maxWaitTimeInMs: 100 });
  await consumer.connect();
  try {
    const joined = new Promise<void>((resolve) => {
      consumer.on(consumer.events.GROUP_JOIN, () => {
        consumer.pause([{ topic }]); // nothing is fetched from the offset
        resolve();
      });
    });
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: async () => {} });
    await joined;
    await consumer.commitOffsets([{ topic, partition, offset: String(offset) }]);
  } finally {
    await consumer.disconnect();
  }
};
