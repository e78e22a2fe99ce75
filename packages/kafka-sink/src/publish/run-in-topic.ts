import { randomUUID } from 'node:crypto';
import type { FetchedMessages, KafkaClient, PartitionOffsets } from '../client/kafka-client.js';
import { createIdentityReader } from '../message/row-identity.js';

/** Records at the end of each partition that are looked at. */
const TAIL_RECORDS = 100;

/** Milliseconds that the look may take: joining a group takes 3 s on a broker with default settings. */
const LOOK_MS = 15_000;

const SETTINGS = {
  sessionTimeoutMs: 10_000,
  rebalanceTimeoutMs: 10_000,
  maxBytesPerPartition: 1 << 20,
  concurrency: 1,
};

/**
 * The fingerprint under which the last records of the topic have a run; null when none of the last 100 of each partition
 * is of the run. It reads in a consumer group of its own, which commits nothing.
 * @throws {KafkaError}
 */
export const runFingerprintInTopic = async (
  client: KafkaClient,
  topic: string,
  offsets: ReadonlyMap<number, PartitionOffsets>,
  runId: string,
): Promise<string | null> => {
  const waiting = new Map([...offsets].filter(([, { low, high }]) => high > low).map(([p, { high }]) => [p, high]));
  if (waiting.size === 0) return null;
  const readIdentity = createIdentityReader();
  let found: string | null = null;
  const consumer = await client.consumer({ topic, groupId: `cvd-run-check-${randomUUID()}`, ...SETTINGS });
  let stopped: Promise<void> | null = null;
  const stop = (): void => {
    stopped ??= consumer.stop();
  };
  const take = ({ partition, messages }: FetchedMessages): void => {
    for (const { headers, offset } of messages) {
      const identity = readIdentity(headers);
      if (identity !== null && !('problem' in identity) && identity.runId === runId) found = identity.fingerprint;
      if (offset + 1n >= (waiting.get(partition) ?? 0n)) waiting.delete(partition);
    }
    if (found !== null || waiting.size === 0) stop();
  };
  const timer = setTimeout(stop, LOOK_MS);
  try {
    await consumer.run({
      assigned: async (partitions) => {
        for (const partition of partitions) {
          const { low, high } = offsets.get(partition) ?? { low: 0n, high: 0n };
          const tail = high - BigInt(TAIL_RECORDS);
          if (high > low) consumer.seek(partition, tail > low ? tail : low);
        }
      },
      revoked: async () => {},
      messages: async (batch) => take(batch),
    });
    await stopped;
  } finally {
    clearTimeout(timer);
    await consumer.close().catch(() => {}); // what was to be read has been read
  }
  return found;
};
