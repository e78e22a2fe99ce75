import type { KafkaAdmin } from '../client/kafka-client.js';
import { KafkaError } from '../client/kafka-error.js';
import type { ResolvedSinkOptions } from './kafka-sink-options.js';
import { pause } from './pause.js';

/** Milliseconds between looks at a topic that was just made. */
const LOOK_MS = 50;

/** Milliseconds until every broker knows a topic that was just made, at most. */
const KNOWN_MS = 10_000;

/**
 * Makes the topic when it is not there; one that is there is left as it is.
 * @returns its partitions, ascending
 * @throws {KafkaError}
 */
export const ensureTopic = async (
  admin: KafkaAdmin,
  { topic, partitions, retentionMs, replicationFactor }: ResolvedSinkOptions,
  signal: AbortSignal | undefined,
): Promise<readonly number[]> => {
  const existing = await admin.partitionsOf(topic);
  if (existing !== null && existing.length > 0) return existing;
  const settings = {
    topic,
    partitions,
    retentionMs,
    ...(replicationFactor === undefined ? {} : { replicationFactor }),
  };
  await admin.createTopic(settings).catch((error: unknown) => {
    // A client that waits for leaders may give up before a busy broker has them; whether the topic is there is asked below.
    if (!(error instanceof KafkaError && ['missing-topic', 'transient'].includes(error.kind))) throw error;
  });
  const until = performance.now() + KNOWN_MS;
  for (;;) {
    const made = await admin.partitionsOf(topic);
    if (made !== null && made.length > 0) return made;
    if (performance.now() > until)
      throw new KafkaError(
        'missing-topic',
        `topic "${topic}"`,
        'it was made, and no broker knows it yet',
        'Try again, and see the log of the brokers.',
      );
    await pause(LOOK_MS, signal);
  }
};
