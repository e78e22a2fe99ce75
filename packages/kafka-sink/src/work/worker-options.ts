import type { FactoryLookup, Sink } from '@cvd/core';
import type { KafkaClientFactory, KafkaConnection } from '../client/kafka-client.js';
import type { ConsumeEvent } from '../consume/consume-event.js';
import type { DeadLetterOptions } from '../consume/consume-options.js';
import type { RetryOptions } from '../waiting/backoff.js';
import type { ShardRequest } from './shard-request.js';

/** A shard that was done, for logs and metrics. */
export interface ShardEvent {
  readonly type: 'shard';
  readonly request: ShardRequest;
  /** From the request to the last acknowledgement. */
  readonly milliseconds: number;
}

/** What {@link createWorker} takes. */
export interface WorkerOptions extends KafkaConnection {
  /** Makes the client. @default kafkajs */
  readonly client?: KafkaClientFactory;
  /** Topic of the shard requests. More workers than it has partitions find nothing to do. */
  readonly topic: string;
  /** Workers of one group share the requests. */
  readonly groupId: string;
  /** Where the rows go, a `kafkaSink` as a rule; used by this worker alone: `run` opens and closes it. */
  readonly destination: Sink;
  /** Folder that requests name models of. Nothing outside it is read, whatever a request says. */
  readonly modelFolder: string;
  /**
   * Https addresses, each ending in `/`, below which requests may name models too. No redirect is followed.
   * @default none
   */
  readonly allowUrls?: readonly string[];
  /** Options of Node's `https.request` for these, such as `ca` or `agent`. */
  readonly https?: Readonly<Record<string, unknown>>;
  /** The methods whose models are restored. */
  readonly registry: FactoryLookup;
  /** Rows that one request may ask for. @default 1,000,000 */
  readonly maxShardRows?: number;
  /** Bytes that a model may have. @default 256 MiB */
  readonly maxModelBytes?: number;
  /** Rows of one write to the destination, at most. @default 5,000 */
  readonly batchRows?: number;
  /** Threads that make rows, at most. @default the number of processor cores, at most 4 */
  readonly threads?: number;
  /** Where refused requests go; their share stops nothing. @default '<topic>.dead-letters' */
  readonly deadLetters?: Pick<DeadLetterOptions, 'topic'>;
  /** Milliseconds in which the group takes a silent worker for dead and gives its shard to another. @default 12,000 */
  readonly sessionTimeoutMs?: number;
  readonly retry?: RetryOptions;
  /** Milliseconds to reach a broker for the first time, after which `run` fails. @default 30,000 */
  readonly connectWithinMs?: number;
  /** Milliseconds that the shard in hand may take after the signal; one that takes longer is another worker's. @default 30,000 */
  readonly drainTimeoutMs?: number;
  /** Told what happens, in order. What it throws ends the run. */
  readonly onEvent?: (event: ConsumeEvent | ShardEvent) => void;
}
