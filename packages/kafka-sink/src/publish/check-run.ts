import { RunMismatchError } from '@cvd/core';
import type { KafkaAdmin, KafkaClient, PartitionOffsets } from '../client/kafka-client.js';
import { KafkaError } from '../client/kafka-error.js';
import { backoffMs } from '../waiting/backoff.js';
import { pause } from './pause.js';
import { runFingerprintInTopic } from './run-in-topic.js';
import { SEND_RETRY } from './send-retry.js';

/** Milliseconds since 1970 at which a UUIDv7 was made; null for other UUIDs. Source: RFC 9562, section 5.7. */
const madeAt = (uuid: string): number | null =>
  uuid[14] === '7' ? Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16) : null;

/** Whether a run can have no rows yet: its id was made after `since`, milliseconds since 1970. */
export const isNewRun = (runId: string, since: number): boolean => (madeAt(runId) ?? Number.NEGATIVE_INFINITY) >= since;

/** Looks at a topic that was just made, whose partitions may not have a leader yet. */
const TRIES = 8;

const offsetsOf = async (admin: KafkaAdmin, topic: string): Promise<ReadonlyMap<number, PartitionOffsets>> => {
  for (let tries = 1; ; tries++) {
    try {
      return await admin.offsetsOf(topic);
    } catch (error) {
      const passing = error instanceof KafkaError && ['transient', 'missing-topic'].includes(error.kind);
      if (!passing || tries === TRIES) throw error;
      await pause(backoffMs(tries + 1, SEND_RETRY), undefined);
    }
  }
};

/**
 * Sees that the topic does not hold rows of another origin under the run's id, as far as its last records tell. Where the
 * topic may not be read, that is left to the warehouse, which keeps every run's fingerprint.
 * @throws {RunMismatchError} {@link KafkaError}
 */
export const checkRun = async (
  client: KafkaClient,
  admin: KafkaAdmin,
  topic: string,
  runId: string,
  fingerprint: string,
): Promise<void> => {
  const offsets = await offsetsOf(admin, topic);
  const known = await runFingerprintInTopic(client, topic, offsets, runId).catch((error: unknown) => {
    if (error instanceof KafkaError && error.kind === 'refused') return null;
    throw error;
  });
  if (known !== null && known !== fingerprint) throw new RunMismatchError('kafka', runId, known, fingerprint);
};
