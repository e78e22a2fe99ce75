import { InvalidOptionError } from '@cvd/core';
import type { KafkaClientFactory, KafkaConnection, ProducerSettings } from '../client/kafka-client.js';
import { isTopicName, TOPIC_NAME } from '../client/topic-name.js';
import type { Delivery } from './publish-stats.js';

export interface KafkaSinkOptions extends KafkaConnection {
  /** 1 to 249 letters, digits, dots, dashes and underscores. Made when it is not there. */
  readonly topic: string;
  /** Makes the client. @default kafkajs */
  readonly client?: KafkaClientFactory;
  /**
   * Column whose text is the key of each record: rows of one key stay on one partition, the one that any Kafka client would
   * choose. @default no key; `batchRows` rows after each other go to one partition
   */
  readonly key?: string;
  /** Partitions of a topic that is made, 1 to 10,000; one that is there keeps its own. @default 1 */
  readonly partitions?: number;
  /** How long a topic that is made keeps records, in milliseconds; −1 for ever. @default 7 days */
  readonly retentionMs?: number;
  /** Copies of each record in a topic that is made. @default the broker's own */
  readonly replicationFactor?: number;
  /** @default 'none' */
  readonly compression?: ProducerSettings['compression'];
  /** Rows of a request at most. @default 500 */
  readonly batchRows?: number;
  /**
   * Milliseconds that a write of fewer rows waits for others that go with it. Writes that are called while one is under way go together in
   * any case. @default 0
   */
  readonly lingerMs?: number;
  /** Bytes of a request at most, before compression; a row beyond it is refused. @default 1,000,000, just below the broker's own limit */
  readonly maxBatchBytes?: number;
  /** Requests under way at once, each to another partition. @default 4 */
  readonly maxInFlight?: number;
  /** Rows a second at most. @default as fast as the broker takes them */
  readonly rowsPerSecond?: number;
  /** Milliseconds that `open` may take. @default 30,000 */
  readonly openTimeoutMs?: number;
  /** Milliseconds in which a request is tried again before the write fails. @default 120,000 */
  readonly deliveryTimeoutMs?: number;
  /** Called for each request that the broker has acknowledged. */
  readonly onDelivery?: (delivery: Delivery) => void;
}

/** Options with everything decided but where the brokers are. */
export interface ResolvedSinkOptions {
  readonly topic: string;
  readonly key: string | null;
  readonly partitions: number;
  readonly retentionMs: number;
  readonly replicationFactor: number | undefined;
  readonly compression: ProducerSettings['compression'];
  readonly batchRows: number;
  readonly lingerMs: number;
  readonly maxBatchBytes: number;
  readonly maxInFlight: number;
  /** Infinity where there is no limit. */
  readonly rowsPerSecond: number;
  readonly openTimeoutMs: number;
  readonly deliveryTimeoutMs: number;
}

const OWNER = 'kafkaSink';

/** Bytes below which not even an empty row has room. */
const LEAST_BATCH_BYTES = 1024;

const WEEK_MS = 7 * 24 * 3600 * 1000;

const compressions = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];

const whole = (option: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): number => {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new InvalidOptionError(OWNER, option, `must be a whole number from ${least} to ${most}; got ${String(value)}`);
};

const checkPlace = ({ brokers, topic }: KafkaSinkOptions): void => {
  if (!Array.isArray(brokers) || brokers.length === 0 || !brokers.every((broker) => /^\S+:\d+$/.test(String(broker))))
    throw new InvalidOptionError(OWNER, 'brokers', 'must be a list of "host:port", at least one');
  if (!isTopicName(topic)) throw new InvalidOptionError(OWNER, 'topic', `must be ${TOPIC_NAME}`);
};

/** @throws {InvalidOptionError} */
export const resolveSinkOptions = (options: KafkaSinkOptions): ResolvedSinkOptions => {
  checkPlace(options);
  const { compression = 'none', rowsPerSecond = Number.POSITIVE_INFINITY, retentionMs = WEEK_MS } = options;
  if (!compressions.includes(compression))
    throw new InvalidOptionError(OWNER, 'compression', `must be one of ${compressions.join(', ')}`);
  if (!(rowsPerSecond > 0))
    throw new InvalidOptionError(OWNER, 'rowsPerSecond', `must be above 0; got ${String(rowsPerSecond)}`);
  const { replicationFactor } = options;
  return {
    topic: options.topic,
    key: options.key ?? null,
    partitions: whole('partitions', options.partitions ?? 1, 1, 10_000),
    retentionMs: retentionMs === -1 ? -1 : whole('retentionMs', retentionMs, 1),
    replicationFactor:
      replicationFactor === undefined ? undefined : whole('replicationFactor', replicationFactor, 1, 32_767),
    compression,
    batchRows: whole('batchRows', options.batchRows ?? 500, 1, 1_000_000),
    lingerMs: whole('lingerMs', options.lingerMs ?? 0, 0, 2 ** 31 - 1),
    maxBatchBytes: whole('maxBatchBytes', options.maxBatchBytes ?? 1_000_000, LEAST_BATCH_BYTES, 2 ** 31 - 1),
    maxInFlight: whole('maxInFlight', options.maxInFlight ?? 4, 1, 1000),
    rowsPerSecond,
    openTimeoutMs: whole('openTimeoutMs', options.openTimeoutMs ?? 30_000, 1, 2 ** 31 - 1),
    deliveryTimeoutMs: whole('deliveryTimeoutMs', options.deliveryTimeoutMs ?? 120_000, 0, 2 ** 31 - 1),
  };
};
