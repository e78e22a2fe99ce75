import type { ColumnSpecs, Metadata, Sink } from '@cvd/core';
import type { KafkaClientFactory, KafkaConnection } from '../client/kafka-client.js';
import type { RetryOptions } from '../waiting/backoff.js';
import type { ConsumeEvent } from './consume-event.js';

/** Where rows that cannot be landed go, and how many of them are too many. */
export interface DeadLetterOptions {
  /** @default '<topic>.dead-letters'; made when missing, with one partition and 7 days of retention */
  readonly topic?: string;
  /**
   * Share of dead letters among the last 1,000 rows, from 0 to 1, beyond which the consumer stops with
   * {@link TooManyDeadLettersError}; asked once 100 rows have been seen. 1 never stops. @default 0.5
   */
  readonly maxShare?: number;
}

/** What {@link createConsumer} takes. */
export interface ConsumeOptions extends KafkaConnection {
  /** Makes the client. @default kafkajs */
  readonly client?: KafkaClientFactory;
  readonly topic: string;
  /** The members of one group share the partitions; their committed offsets stand under it. */
  readonly groupId: string;
  /** Used by this consumer alone: `run` opens and closes it. */
  readonly sink: Sink;
  /**
   * What the rows have to be. Without it the types are learned from the first rows, where columns without a value stay open.
   */
  readonly metadata?: Metadata;
  /** Types of columns where neither JSON nor the metadata says them: dates as times rather than text. */
  readonly types?: ColumnSpecs;
  /** Rows of a partition that make a batch. @default 100 */
  readonly batchRows?: number;
  /** Milliseconds after which fewer rows are a batch. @default 1,000 */
  readonly maxWaitMs?: number;
  /** Rows a batch has at most where more have piled up meanwhile. @default 10 × batchRows */
  readonly maxBatchRows?: number;
  /** Bytes of messages a batch has at most; a message beyond it is a batch by itself. @default 8 MiB */
  readonly maxBatchBytes?: number;
  /** Partitions whose batches are under way at the same time, at most. @default 4 */
  readonly concurrency?: number;
  /**
   * Part of the identity of rows without a run id, beside topic, partition and offset: when such a topic is made anew, give a new
   * epoch (and a new group), since offsets begin again. Rows with a run id do not need it. @default '0'
   */
  readonly epoch?: string;
  /**
   * Whether rows without a run id may be refused by the sink although this group has committed nothing yet: true for a group
   * that reads again what another one has landed. Otherwise that means a topic made anew, and is an error. @default false
   */
  readonly replay?: boolean;
  readonly deadLetters?: DeadLetterOptions;
  /** Milliseconds after which the group takes a silent member for dead. @default 12,000 */
  readonly sessionTimeoutMs?: number;
  /** Milliseconds a member has to come back in a rebalance. @default 60,000 */
  readonly rebalanceTimeoutMs?: number;
  /**
   * Bytes of one partition that a fetch brings at most. Two of them wait in memory, or two batches where these are more, and what the last
   * fetch brought beyond. @default 1 MiB
   */
  readonly maxBytesPerPartition?: number;
  readonly retry?: RetryOptions;
  /** Milliseconds to reach a broker for the first time, after which `run` fails. @default 30,000 */
  readonly connectWithinMs?: number;
  /** Milliseconds without a broker, after one was reached, after which `run` fails. @default 300,000 */
  readonly unreachableMs?: number;
  /** Milliseconds that a drain may take; what is not committed by then is read again by the next member. @default 30,000 */
  readonly drainTimeoutMs?: number;
  /**
   * What the sink has to promise. 'once': a row is refused by its identity and durable when a write settles. 'at-least-once': the
   * sink may land a row twice. 'best-effort': it may also lose rows that are committed, such as a file renamed at the end.
   * @default 'once'
   */
  readonly guarantee?: 'once' | 'at-least-once' | 'best-effort';
  /** Told what happens, in order. What it throws ends the run. */
  readonly onEvent?: (event: ConsumeEvent) => void;
}

export interface ConsumeRunOptions {
  /** Drains: the batches in hand are landed and committed, then `run` settles. No error. */
  readonly signal?: AbortSignal;
  /** Ends once every partition of this member is committed up to where the log ended when `run` began. @default false */
  readonly untilCaughtUp?: boolean;
}
