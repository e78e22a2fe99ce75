import type { PartitionOffsets } from '../client/kafka-client.js';
import type { LogProblem } from './check-log.js';

/** What happens while a topic is drained; for logs, metrics and progress. */
export type ConsumeEvent =
  /** The topic is not there yet; looked for again after `delayMs`. */
  | { readonly type: 'waiting'; readonly topic: string; readonly delayMs: number }
  /** This member now has these partitions and no other. */
  | { readonly type: 'assigned'; readonly partitions: readonly number[] }
  /** The group shares the partitions anew; what was held of these is dropped, and read again by whoever gets them. */
  | { readonly type: 'revoked'; readonly partitions: readonly number[] }
  /** A batch is landed; its offsets are committed next. */
  | {
      readonly type: 'batch';
      readonly partition: number;
      readonly firstOffset: bigint;
      readonly lastOffset: bigint;
      /** Messages: written + refused + deadLetters. */
      readonly rows: number;
      readonly written: number;
      /** Rows the sink already had. */
      readonly refused: number;
      readonly deadLetters: number;
      /** From the first attempt to the last receipt. */
      readonly milliseconds: number;
    }
  /** The broker has the offset: `next` is the first one that is not done. */
  | { readonly type: 'committed'; readonly partition: number; readonly next: bigint }
  /** A row went to the dead-letter topic. */
  | {
      readonly type: 'dead-letter';
      readonly partition: number;
      readonly offset: bigint;
      /** Stable code of what is wrong with it. */
      readonly code: string;
      readonly message: string;
    }
  /** Something failed that may pass; tried again after `delayMs`. `partition` is null for the connection as a whole. */
  | {
      readonly type: 'retry';
      readonly what: 'write' | 'dead-letter' | 'commit' | 'topic' | 'connect';
      readonly partition: number | null;
      readonly attempt: number;
      readonly delayMs: number;
      readonly error: Error;
    }
  /** The log does not go on where the group has stopped; it is read again from `log.low`, and rows that are there are refused. */
  | {
      readonly type: 'log-restarted';
      readonly partition: number;
      readonly problem: LogProblem;
      readonly offset: bigint;
      readonly log: PartitionOffsets;
    }
  /** Everything that was there when the run began is committed. */
  | { readonly type: 'caught-up' }
  /** No further batch is begun. */
  | { readonly type: 'draining' };
