import { randomUUID } from 'node:crypto';
import { createMemoryStore, type LandedRow, type MemoryStore, memorySink } from '@cvd/core/testing';
import type { Message } from 'kafkajs';
import { type ConsumeEvent, type ConsumeOptions, createConsumer } from '../../src/index.js';

export const FINGERPRINT = '00112233aabbccdd';

/** Row `i` as a topic carries it. */
export const rowOf = (i: number) => ({ i, name: `row ${i}`, half: i / 2, even: i % 2 === 0 });

export interface RowsToSend {
  readonly runId?: string;
  readonly from?: number;
  readonly rows: number;
  /** Rows go round these partitions. @default 1 */
  readonly partitions?: number;
  readonly fingerprint?: string;
}

/** Records of a run, made by hand: what a test puts in must not pass through the code under test. */
export const runMessages = ({
  runId = randomUUID(),
  from = 0,
  rows,
  partitions = 1,
  fingerprint = FINGERPRINT,
}: RowsToSend): Message[] =>
  Array.from({ length: rows }, (_, k) => ({
    partition: k % partitions,
    key: null,
    value: JSON.stringify(rowOf(from + k)),
    headers: {
      'cvd-run-id': runId,
      'cvd-row-index': String(from + k),
      'cvd-fingerprint': Buffer.from(fingerprint, 'hex'),
    },
  }));

/** A row as text, by which multisets are compared. */
export const rowText = ({ runId, rowIndex, values }: LandedRow): string =>
  JSON.stringify([runId, rowIndex, Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))]);

/** What has to be in the table: as texts, sorted. */
export const expectedTexts = (runId: string, indices: Iterable<number>): string[] =>
  [...indices].map((i) => rowText({ runId, rowIndex: i, values: rowOf(i) })).sort();

export const landedTexts = ({ rows }: MemoryStore): string[] => rows.map(rowText).sort();

export const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, k) => from + k);

export type ConsumerSetup = Partial<ConsumeOptions> & Pick<ConsumeOptions, 'brokers' | 'topic' | 'groupId'>;

/** A consumer into memory that keeps what it was told. */
export const memoryConsumer = (setup: ConsumerSetup, store: MemoryStore = createMemoryStore()) => {
  const events: ConsumeEvent[] = [];
  const consumer = createConsumer({
    maxWaitMs: 50,
    sessionTimeoutMs: 6000,
    retry: { minDelayMs: 20, maxDelayMs: 200 },
    sink: memorySink(store),
    ...setup,
    onEvent: (event) => {
      events.push(event);
      setup.onEvent?.(event);
    },
  });
  const told = <T extends ConsumeEvent['type']>(type: T) =>
    events.filter((event): event is Extract<ConsumeEvent, { type: T }> => event.type === type);
  return { consumer, store, events, told };
};

/** Settles once it is so; the test's own time limit ends the wait. */
export const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
};
