import type { Sink } from '@cvd/core';
import { UsageError } from '../errors/usage-error.js';
import { type KafkaClientName, kafkaClient } from './kafka-client.js';
import { kafkaConnection } from './kafka-connection.js';
import { isKafkaLocation, kafkaForm, kafkaName, parseKafkaLocation } from './kafka-location.js';
import { kafkaPackage } from './kafka-package.js';
import { openWarehouse } from './open-warehouse.js';
import { parseWarehouse, warehouseForms, warehouseName } from './warehouse-location.js';

/** What only a topic has. */
export interface TopicOptions {
  readonly batchRows?: number;
  /** Rows a second. */
  readonly rate?: number;
  readonly partitions?: number;
  readonly key?: string;
  readonly client?: KafkaClientName;
}

/** Where rows are streamed to. */
export interface StreamTarget {
  readonly sink: Sink;
  /** How messages call it. */
  readonly name: string;
  /** Rows that are written at once, the next when these are there; undefined as they come. */
  readonly batchRows: number | undefined;
}

/** Forms of names that are understood, for help and errors. */
export const streamForms = `${kafkaForm}, ${warehouseForms}`;

/** Rows of a request, where the command line does not say. */
const TOPIC_BATCH_ROWS = 500;

/** Requests of one write, which go to several partitions at once. */
const REQUESTS_AT_ONCE = 4;

/** Writes a second of a stream that is held to a rate: an interrupt waits for the one in hand. */
const WRITES_PER_SECOND = 4;

const rowsAtOnce = (batchRows: number, rate: number | undefined): number =>
  rate === undefined
    ? batchRows * REQUESTS_AT_ONCE
    : Math.max(1, Math.min(batchRows, Math.ceil(rate / WRITES_PER_SECOND)));

const topicTarget = async (
  text: string,
  { batchRows = TOPIC_BATCH_ROWS, rate, partitions, key, client }: TopicOptions,
) => {
  const location = parseKafkaLocation(text);
  const { kafkaSink } = await kafkaPackage('Writing to Kafka');
  const sink = kafkaSink({
    ...(await kafkaConnection(location)),
    ...(await kafkaClient(client)),
    topic: location.topic,
    batchRows,
    ...(rate === undefined ? {} : { rowsPerSecond: rate }),
    ...(partitions === undefined ? {} : { partitions }),
    ...(key === undefined ? {} : { key }),
  });
  return { sink, name: kafkaName(location), batchRows: rowsAtOnce(batchRows, rate) };
};

/**
 * A place named on the command line, ready to be written.
 * @throws {UsageError} for text that names none and for options that it does not have, {MissingPeerError}
 */
export const streamTarget = async (text: string, options: TopicOptions): Promise<StreamTarget> => {
  if (isKafkaLocation(text)) return topicTarget(text, options);
  if (!/^(duckdb|snowflake):/.test(text))
    throw new UsageError(`"${text}" is no place to stream to. Use ${streamForms}.`);
  const location = parseWarehouse(text);
  for (const option of ['rate', 'partitions', 'key', 'client'] as const)
    if (options[option] !== undefined) throw new UsageError(`--${option} is for Kafka; leave it out for ${text}.`);
  const { sink } = await openWarehouse(location);
  return { sink, name: warehouseName(location), batchRows: options.batchRows };
};
