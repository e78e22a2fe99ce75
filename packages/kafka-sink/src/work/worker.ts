import { InvalidOptionError } from '@cvd/core';
import type { ConsumeRunOptions } from '../consume/consume-options.js';
import type { ConsumeReport, ConsumeStats } from '../consume/consume-report.js';
import { createConsumer } from '../consume/create-consumer.js';
import { readUrlPrefixes } from './model-place.js';
import { createModelShelf } from './model-shelf.js';
import { requestMetadata, requestTypes } from './request-columns.js';
import { createShardSink } from './shard-sink.js';
import type { WorkerOptions } from './worker-options.js';

/** Models kept ready: shards of one run come one after the other, those of two runs in turn. */
const KEPT_MODELS = 2;

/** What a worker has made. */
export interface ShardCounts {
  /** Shards that are done. */
  readonly shards: number;
  /** Rows that the destination has acknowledged, those of unfinished shards too. */
  readonly shardRows: number;
}

/** Counts of requests are the consumer's: `rows` are requests there, `deadLetters` those that were refused. */
export type WorkStats = ConsumeStats & ShardCounts;

export type WorkReport = ConsumeReport & ShardCounts;

/** Makes rows from shard requests, as one of any number of processes. */
export interface Worker {
  /**
   * Takes requests until the signal, or until those are done that were there when it began. The shard in hand is finished, if that
   * takes no longer than `drainTimeoutMs`; else another worker does it.
   */
  run(options?: ConsumeRunOptions): Promise<WorkReport>;
  stats(): WorkStats;
}

const check = (name: string, value: number): number => {
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidOptionError('createWorker', name, `must be a whole number from 1; got ${value}`);
  return value;
};

/**
 * A member of a group of workers. A request is taken for done, and its offset committed, when all its rows are acknowledged: a
 * worker that dies has its shard done by another. Rows that were written twice that way have the same identities, and a warehouse
 * keeps each once. Requests that cannot or may not be carried out go to the dead letters, with the reason.
 *
 * Whoever can write to the topic of requests decides what is made; what they can make a worker read is only files of `modelFolder`
 * and addresses below `allowUrls`, and those only with the digest that the request gives.
 * @throws {InvalidOptionError}
 * @example
 * const destination = kafkaSink({ brokers, topic: 'cardiovascular-data' });
 * const worker = createWorker({ brokers, topic: 'generate-requests', groupId: 'workers', destination, modelFolder: 'models', registry });
 * await worker.run({ signal });
 */
export const createWorker = ({
  destination,
  modelFolder,
  allowUrls = [],
  https = {},
  registry,
  maxShardRows = 1_000_000,
  maxModelBytes = 256 * 2 ** 20,
  batchRows = 5000,
  threads,
  deadLetters,
  onEvent,
  ...reading
}: WorkerOptions): Worker => {
  if (typeof modelFolder !== 'string' || modelFolder === '')
    throw new InvalidOptionError('createWorker', 'modelFolder', 'must name a folder');
  const shelf = createModelShelf({
    folder: modelFolder,
    prefixes: readUrlPrefixes(allowUrls),
    registry,
    maxBytes: check('maxModelBytes', maxModelBytes),
    url: { https, timeoutMs: 30_000 },
    keep: KEPT_MODELS,
  });
  let shards = 0;
  let shardRows = 0;
  const sink = createShardSink({
    destination,
    shelf,
    maxShardRows: check('maxShardRows', maxShardRows),
    batchRows: check('batchRows', batchRows),
    ...(threads === undefined ? {} : { threads: check('threads', threads) }),
    onRows: (rows) => {
      shardRows += rows;
    },
    onShard: (event) => {
      shards++;
      onEvent?.(event);
    },
  });
  const consumer = createConsumer({
    ...reading,
    sink,
    metadata: requestMetadata,
    types: requestTypes,
    batchRows: 1,
    maxBatchRows: 1,
    concurrency: 1, // a shard keeps all threads busy
    maxBytesPerPartition: 64 * 1024,
    replay: true, // a topic that was made anew may be read again: shards that are done twice change nothing
    deadLetters: { ...deadLetters, maxShare: 1 },
    ...(onEvent === undefined ? {} : { onEvent }),
  });
  const counts = (): ShardCounts => ({ shards, shardRows });
  return {
    run: async (options) => ({ ...(await consumer.run(options)), ...counts() }),
    stats: () => ({ ...consumer.stats(), ...counts() }),
  };
};
