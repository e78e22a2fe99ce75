import { createHash } from 'node:crypto';
import { type OnProgress, type Table, tableFromColumns, throwIfAborted } from '@cvd/core';
import { kafkaSink } from '../publish/kafka-sink.js';
import type { KafkaSinkOptions } from '../publish/kafka-sink-options.js';
import type { ShardRequests } from './create-requests.js';
import type { ShardRequest } from './shard-request.js';

export interface SendRequestsOptions extends Omit<KafkaSinkOptions, 'key' | 'batchRows' | 'partitions'> {
  /** Partitions of a topic that has to be made: as many workers can share it. An existing one is left as it is. @default 16 */
  readonly partitions?: number;
  /** Stops between two sends; what was sent stays. */
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/** Requests that are made and sent together. */
const CHUNK = 1000;

/** Few enough requests go to one partition before the next has its turn that workers get equal shares. */
const inTurn = (shards: number): number => Math.max(1, Math.min(100, Math.floor(shards / 128)));

/** The next requests, at most so many. */
const take = (requests: Iterator<ShardRequest>, count: number): ShardRequest[] => {
  const taken: ShardRequest[] = [];
  while (taken.length < count) {
    const { done, value } = requests.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
};

const tableOf = (requests: readonly ShardRequest[]): Table =>
  tableFromColumns({
    runId: requests.map(({ runId }) => runId),
    model: requests.map(({ model }) => model),
    modelSha256: requests.map(({ modelSha256 }) => modelSha256),
    seed: Float64Array.from(requests, ({ seed }) => seed),
    start: Float64Array.from(requests, ({ start }) => start),
    rows: Float64Array.from(requests, ({ rows }) => rows),
  });

/** What the rows of a request are made from, but for their indices. */
const fingerprintOf = ({ modelSha256, seed }: ShardRequest): string =>
  createHash('sha256').update(`${modelSha256} ${seed}`).digest('hex').slice(0, 16);

/**
 * Writes the requests of a run to a topic, one partition after the other in turn. They are made while they are sent. A request
 * is a row as any other: its run is the run it asks for, its index its place among the requests. Sending a run again, after an
 * error or to be sure, lands no row twice.
 * @throws {RunMismatchError} when the topic holds requests of the same run for another model or seed
 * @throws {KafkaError | AbortedError}
 */
export const sendRequests = async (
  requests: ShardRequests,
  { signal, onProgress, partitions = 16, ...options }: SendRequestsOptions,
): Promise<void> => {
  const sink = kafkaSink({ ...options, partitions, batchRows: inTurn(requests.shards) });
  const underSignal = signal === undefined ? {} : { signal };
  try {
    await sink.open(underSignal);
    const iterator = requests[Symbol.iterator]();
    let sent = 0;
    for (let chunk = take(iterator, CHUNK); chunk.length > 0; chunk = take(iterator, CHUNK)) {
      throwIfAborted(signal, 'sendRequests');
      const batch = {
        table: tableOf(chunk),
        runId: requests.runId,
        firstRow: sent,
        fingerprint: fingerprintOf(chunk[0]!),
      };
      await sink.write(batch, underSignal);
      sent += chunk.length;
      onProgress?.({ phase: 'requesting', fraction: sent / requests.shards });
    }
    await sink.close();
  } catch (error) {
    await sink.close({ abort: true }).catch(() => {}); // the first error is the one to be told
    throw error;
  }
};
