import type { KafkaProducer } from '../client/kafka-client.js';
import { KafkaError, type KafkaErrorKind } from '../client/kafka-error.js';
import { backoffMs } from '../waiting/backoff.js';
import { pause } from './pause.js';
import type { PublishRequest } from './plan-requests.js';
import type { Delivery, PublishCounts } from './publish-stats.js';
import { RowTooLargeError } from './row-too-large-error.js';
import { SEND_RETRY } from './send-retry.js';

/** What requests are sent with. */
export interface Sending {
  readonly topic: string;
  readonly runId: string;
  /** The producer in use; another one after {@link replaceProducer}. */
  producer(): Promise<KafkaProducer>;
  /** Gives up a producer that the broker does not know any more. */
  replaceProducer(failed: KafkaProducer): Promise<void>;
  readonly deliveryTimeoutMs: number;
  readonly counts: PublishCounts;
  readonly onDelivery: ((delivery: Delivery) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Failures after which the same request may succeed. */
const passing: ReadonlySet<KafkaErrorKind> = new Set([
  'unreachable',
  'transient',
  'ambiguous',
  'fenced',
  'missing-topic',
]);

/** Milliseconds in which a topic that is there may be unknown to some broker; one that stays away was deleted. */
const TOPIC_KNOWN_MS = 15_000;

const mayPass = ({ kind }: KafkaError, milliseconds: number, deliveryTimeoutMs: number): boolean =>
  passing.has(kind) &&
  milliseconds <= (kind === 'missing-topic' ? Math.min(TOPIC_KNOWN_MS, deliveryTimeoutMs) : deliveryTimeoutMs);

/** Half of the rows first, then the other half. */
const sendHalves = async (sending: Sending, { partition, rows }: PublishRequest): Promise<void> => {
  sending.counts.splits++;
  const middle = rows.length >>> 1;
  await sendRequest(sending, { partition, rows: rows.slice(0, middle) });
  await sendRequest(sending, { partition, rows: rows.slice(middle) });
};

/**
 * Sends a request until it is acknowledged: again after failures that pass, in two where the broker finds it too large. A
 * request whose fate is not known is sent again as it was, so the broker's own check and the rows' identity absorb it.
 * @throws {KafkaError} after `deliveryTimeoutMs`, {RowTooLargeError}, {AbortedError}
 */
export const sendRequest = async (sending: Sending, request: PublishRequest): Promise<void> => {
  const { topic, counts, signal } = sending;
  const { partition, rows } = request;
  const messages = rows.map(({ message }) => message);
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
  const started = performance.now();
  for (let tries = 1; ; tries++) {
    let producer: KafkaProducer | null = null;
    try {
      producer = await sending.producer();
      await producer.send(topic, partition, messages);
      const milliseconds = performance.now() - started;
      counts.rows += rows.length;
      counts.bytes += bytes;
      counts.requests++;
      sending.onDelivery?.({ partition, rows: rows.length, bytes, milliseconds, tries });
      return;
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      if (error.kind === 'too-large') {
        if (rows.length > 1) return sendHalves(sending, request);
        throw new RowTooLargeError(topic, sending.runId, rows[0]!.rowIndex, bytes, null, { cause: error });
      }
      const wait = backoffMs(tries + 1, SEND_RETRY);
      if (!mayPass(error, performance.now() - started + wait, sending.deliveryTimeoutMs)) throw error;
      if (error.kind === 'fenced' && producer !== null) await sending.replaceProducer(producer);
      counts.retries++;
      await pause(wait, signal);
    }
  }
};
