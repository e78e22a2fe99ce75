import type { FetchedMessages, IncomingMessage } from '../client/kafka-client.js';
import type { LogCheck } from './check-log.js';
import type { PartitionProgress } from './consume-report.js';
import type { LandContext } from './lander.js';
import { createOffsetCommitter } from './offset-committer.js';
import { type BatchLimits, createPartitionBuffer } from './partition-buffer.js';
import type { Permits } from './permits.js';

/** Batches, and fetches, that a partition holds before no more messages are asked for. */
const AHEAD = 2;

export interface WorkerParts {
  readonly partition: number;
  readonly log: LogCheck;
  /** Where the log ends, as known so far. */
  readonly high: bigint;
  readonly limits: BatchLimits;
  /** Bytes that a fetch brings at most. */
  readonly fetchBytes: number;
  readonly permits: Permits;
  /** Offset up to which no batch waits for more rows. */
  readonly hurryUpTo: bigint | null;
  land(messages: readonly IncomingMessage[], context: LandContext): Promise<void>;
  /** Settles when the broker has the offset; tries again what may pass until `abandon` is given. */
  commit(next: bigint, abandon: AbortSignal): Promise<void>;
  /** Settles when the broker says that the topic is still the one that was read; ends the worker where it is not. */
  verify(abandon: AbortSignal): Promise<void>;
  /** Messages of the partition are wanted, or not for now. */
  flow(open: boolean): void;
  /** An offset has been committed. */
  advanced(): void;
  failed(error: unknown): void;
}

/** Lands the messages of one partition, for as long as it belongs to this member: a batch at a time, in order. */
export interface PartitionWorker {
  take(fetched: FetchedMessages): void;
  /** Finishes and commits the batch in hand; begins no other. */
  drain(): void;
  /** Drops everything: the batch in hand is no longer committed, nor tried again. */
  revoke(): void;
  /** Settles when nothing is under way any more. */
  idle(): Promise<void>;
  /** Offset of the message that comes next where none is missing. */
  readonly expected: bigint;
  /** First offset that is not committed. */
  readonly committed: bigint;
  progress(): PartitionProgress;
}

export const createPartitionWorker = (parts: WorkerParts): PartitionWorker => {
  const { partition, log, limits, permits } = parts;
  const buffer = createPartitionBuffer(limits);
  const abandon = new AbortController();
  let state: 'open' | 'draining' | 'revoked' = 'open';
  let expected = log.from;
  let committed = log.from;
  let touched = false;
  let { high } = parts;
  let inHand = 0;
  let flowing = true;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | null = null;

  const isRevoked = (): boolean => state === 'revoked';
  const fail = (error: unknown): void => {
    if (isRevoked()) return; // whoever has the partition now meets it again
    if (state === 'open') state = 'draining'; // what comes after a batch that is not done must not be committed
    buffer.clear();
    parts.failed(error);
  };
  const commit = async (next: bigint): Promise<void> => {
    await parts.commit(next, abandon.signal);
    committed = next;
    touched = true;
    parts.advanced();
  };
  const committer = createOffsetCommitter(commit, fail);

  /** Opens or closes the tap, between one and two batches of what is held. */
  const adjustFlow = (): void => {
    const batches = Math.max(buffer.rows / limits.maxBatchRows, buffer.bytes / limits.maxBatchBytes);
    const ahead = Math.min(batches, buffer.bytes / parts.fetchBytes); // what is small comes in one fetch, and is little
    if (state !== 'open' || (flowing ? ahead < AHEAD : ahead >= AHEAD / 2)) return;
    flowing = !flowing;
    parts.flow(flowing);
  };

  const landNext = async (): Promise<void> => {
    const release = await permits.acquire();
    try {
      if (state !== 'open') return;
      const messages = buffer.take();
      if (messages.length === 0) return;
      inHand = messages.length;
      adjustFlow();
      await parts.land(messages, {
        partition,
        log,
        untouched: !touched,
        abandon: abandon.signal,
        commit: (next) => parts.commit(next, abandon.signal),
        verify: () => parts.verify(abandon.signal),
      });
      if (!isRevoked()) committer.mark(messages.at(-1)!.offset + 1n);
    } catch (error) {
      fail(error);
    } finally {
      inHand = 0;
      release();
    }
  };

  const pump = (): void => {
    clearTimeout(timer);
    if (working !== null || state !== 'open') return;
    const due = buffer.dueAt();
    if (due === null) return;
    const hurried = parts.hurryUpTo !== null && expected >= parts.hurryUpTo;
    const wait = hurried ? 0 : due - performance.now();
    if (wait > 0) {
      timer = setTimeout(pump, wait);
      return;
    }
    working = landNext().finally(() => {
      working = null;
      pump();
    });
  };

  return {
    take({ messages, high: end }) {
      high = end;
      if (state !== 'open') return;
      const last = messages.at(-1);
      if (last !== undefined) expected = last.offset + 1n;
      buffer.push(messages, performance.now());
      adjustFlow();
      pump();
    },
    drain() {
      if (state !== 'open') return;
      state = 'draining';
      clearTimeout(timer);
      buffer.clear();
    },
    revoke() {
      state = 'revoked';
      clearTimeout(timer);
      buffer.clear();
      committer.stop();
      abandon.abort();
    },
    async idle() {
      await working;
      await committer.idle();
    },
    get expected() {
      return expected;
    },
    get committed() {
      return committed;
    },
    progress: () => ({
      partition,
      committed,
      high,
      lag: Math.max(0, Number(high - committed)),
      held: buffer.rows + inHand,
    }),
  };
};
