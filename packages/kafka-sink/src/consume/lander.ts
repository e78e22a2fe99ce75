import { type Batch, CvdError, type Sink, type WriteReceipt } from '@cvd/core';
import type { IncomingMessage } from '../client/kafka-client.js';
import { createMessageDecoder } from '../message/decode-message.js';
import { createMessageTables } from '../message/message-tables.js';
import { BEYOND_ANY_LOG, type LogCheck } from './check-log.js';
import type { DeadLetter } from './dead-letter.js';
import type { DeadLetterSender } from './dead-letter-sender.js';
import { createDeadLetterShare } from './dead-letter-share.js';
import { foreignRun, groupRows, type RowGroup } from './group-rows.js';
import { type Landing, landBatch, sliceBatch } from './land-batch.js';
import { LogRestartedError } from './log-restarted-error.js';
import type { ResolvedConsumeOptions } from './resolve-options.js';
import { Abandoned, type RetryPlan, retrying } from './retrying.js';
import { createColumnTypes } from './retype-columns.js';
import type { Tally } from './tally.js';
import { TooManyDeadLettersError } from './too-many-dead-letters-error.js';

/** What the lander has to know of the partition that messages came from. */
export interface LandContext {
  readonly partition: number;
  /** How its log goes with what the group has committed. */
  readonly log: LogCheck;
  /** Whether this member has committed anything of it yet. */
  readonly untouched: boolean;
  /** Gives tries up that have not succeeded. */
  readonly abandon: AbortSignal;
  /** Commits an offset at once. */
  commit(next: bigint): Promise<void>;
  /** Settles when it is certain that the messages are of the topic that was assigned. @throws {Abandoned} where they are not */
  verify(): Promise<void>;
}

/** Brings a partition's messages to where they belong: rows into the sink, all others to the dead letters. */
export interface Lander {
  /**
   * Settles when every message is durable in one of the two places; nothing is committed by then.
   * @throws {Abandoned} and what ends the consumer: {@link TooManyDeadLettersError}, {@link LogRestartedError}, errors of the sink
   */
  land(messages: readonly IncomingMessage[], context: LandContext): Promise<void>;
}

export interface LanderParts {
  readonly options: ResolvedConsumeOptions;
  readonly tally: Tally;
  readonly letters: DeadLetterSender;
  /** Given when the time for draining is over. */
  readonly overdue: AbortSignal;
  /** Given when draining begins. */
  readonly draining: AbortSignal;
}

interface Sum {
  written: number;
  refused: number;
  readonly letters: DeadLetter[];
}

export const createLander = ({ options, tally, letters, overdue, draining }: LanderParts): Lander => {
  const { sink, topic, epoch, metadata, types: given } = options;
  const tables = createMessageTables({
    ...(metadata === undefined ? {} : { metadata }),
    ...(given === undefined ? {} : { types: given }),
  });
  const types = createColumnTypes();
  const share = createDeadLetterShare(options.deadLetters.maxShare);
  const decoders = new Map<number, ReturnType<typeof createMessageDecoder>>();
  let proven = false;

  const decoderOf = (partition: number) => {
    const decoder = decoders.get(partition) ?? createMessageDecoder();
    decoders.set(partition, decoder);
    return decoder;
  };

  const planFor = (what: 'write' | 'dead-letter', { partition, abandon }: LandContext): Omit<RetryPlan, 'mayPass'> => ({
    retry: options.retry,
    abandon,
    hurry: draining,
    onRetry: (attempt, delayMs, error) => tally.tell({ type: 'retry', what, partition, attempt, delayMs, error }),
  });

  const write = (batch: Batch, context: LandContext): Promise<WriteReceipt> =>
    retrying(() => writeOnce(sink, batch, overdue), {
      ...planFor('write', context),
      mayPass: (error) => CvdError.isInstance(error) && error.retryable,
    });

  const landRows = async (batch: Batch, context: LandContext): Promise<Landing> => {
    const landing = await landBatch(batch, { write: (part) => write(part, context), types, proven });
    proven ||= landing.written + landing.refused > 0;
    return landing;
  };

  /** Lands rows that have no identity of their own, once it is certain that they are not taken for others. */
  const landForeign = async (batch: Batch, first: bigint, context: LandContext): Promise<Landing> => {
    const { log, untouched, partition } = context;
    const restarted = (problem: string) => new LogRestartedError(topic, partition, first, epoch, problem);
    if (options.replay) return landRows(batch, context);
    await context.verify();
    if (log.state === 'restarted')
      throw restarted(
        `the group has committed offset ${log.offset}, and the log goes from ${log.log.low} to ${log.log.high}: it was made anew, or cut`,
      );
    if (log.state !== 'fresh' || !untouched) return landRows(batch, context);
    // From now on rows that are there already are those of a member that died before its first commit. The first row goes alone:
    // when it turns out that they are not, no other one has landed under the wrong identity.
    await context.commit(log.from);
    const parts = [sliceBatch(batch, 0, 1), ...(batch.table.rows > 1 ? [sliceBatch(batch, 1, batch.table.rows)] : [])];
    let sum: Landing = { written: 0, refused: 0, unfit: [] };
    let done = 0;
    for (const part of parts) {
      const landing = await landRows(part, context);
      if (landing.refused > 0) {
        await context.commit(BEYOND_ANY_LOG);
        throw restarted(
          'the group has committed nothing of it, and the sink has its first rows: it was made anew, or another group has landed it',
        );
      }
      sum = {
        written: sum.written + landing.written,
        refused: 0,
        unfit: [...sum.unfit, ...landing.unfit.map((row) => ({ ...row, position: row.position + done }))],
      };
      done += part.table.rows;
    }
    return sum;
  };

  const landGroup = async (group: RowGroup, context: LandContext, sum: Sum): Promise<void> => {
    const { table, kept, rejected } = tables.tableOf(group.values);
    for (const { position, problem } of rejected)
      sum.letters.push({
        message: group.messages[position]!,
        code: problem.code,
        reason: problem.message,
        attempts: 0,
      });
    if (table.rows === 0) return;
    const indices = Float64Array.from(kept, (position) => group.rowIndices[position]!);
    const batch: Batch = {
      table,
      runId: group.runId,
      firstRow: indices[0]!,
      rowIndices: indices,
      fingerprint: group.fingerprint,
      lineage: {
        topic,
        partition: context.partition,
        offsets: BigInt64Array.from(kept, (position) => group.messages[position]!.offset),
      },
    };
    const { written, refused, unfit } = group.foreign
      ? await landForeign(batch, batch.lineage!.offsets[0]!, context)
      : await landRows(batch, context);
    sum.written += written;
    sum.refused += refused;
    for (const { position, error, attempts } of unfit)
      sum.letters.push({
        message: group.messages[kept[position]!]!,
        code: error.code,
        reason: error.message,
        attempts,
      });
  };

  const sendLetters = async (rows: number, sum: Sum, context: LandContext): Promise<void> => {
    const { exceeded, ...window } = share.add(rows, sum.letters.length);
    if (sum.letters.length === 0) return;
    if (exceeded)
      throw new TooManyDeadLettersError(
        topic,
        window.deadLetters,
        window.rows,
        options.deadLetters.maxShare,
        sum.letters.at(-1)!.reason,
      );
    await letters.send(context.partition, sum.letters, planFor('dead-letter', context));
    for (const { message, code, reason } of sum.letters)
      tally.tell({ type: 'dead-letter', partition: context.partition, offset: message.offset, code, message: reason });
  };

  return {
    async land(messages, context) {
      const began = performance.now();
      const { partition } = context;
      const { groups, letters: unread } = groupRows(
        messages,
        decoderOf(partition),
        foreignRun(epoch, topic, partition),
      );
      const sum: Sum = { written: 0, refused: 0, letters: [...unread] };
      for (const group of groups) await landGroup(group, context, sum);
      await sendLetters(messages.length, sum, context);
      tally.tell({
        type: 'batch',
        partition,
        firstOffset: messages[0]!.offset,
        lastOffset: messages.at(-1)!.offset,
        rows: messages.length,
        written: sum.written,
        refused: sum.refused,
        deadLetters: sum.letters.length,
        milliseconds: performance.now() - began,
      });
    },
  };
};

const writeOnce = async (sink: Sink, batch: Batch, overdue: AbortSignal): Promise<WriteReceipt> => {
  try {
    return await sink.write(batch, { signal: overdue });
  } catch (error) {
    if (CvdError.isInstance(error) && error.code === 'CVD_ABORTED' && overdue.aborted) throw new Abandoned();
    throw error;
  }
};
