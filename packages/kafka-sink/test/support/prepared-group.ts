import { randomUUID } from 'node:crypto';
import { type ConsumerSetup, FINGERPRINT, memoryConsumer, range, rowOf } from './consumed-rows.js';
import { createMemoryGroup } from './memory-group.js';

const bytes = (text: string): Uint8Array => Buffer.from(text);

/** A group in memory that holds rows of a run, and a consumer of it. */
export const preparedGroup = (rows: number, setup: Partial<ConsumerSetup> = {}, partitions = 1) => {
  const runId = randomUUID();
  const group = createMemoryGroup(partitions);
  const addRows = (from: number, to: number, { run = runId, partition = 0, fingerprint = FINGERPRINT } = {}): void =>
    group.add(partition, range(from, to).map(rowOf), (k) => ({
      'cvd-run-id': bytes(run),
      'cvd-row-index': bytes(String(from + k)),
      'cvd-fingerprint': Buffer.from(fingerprint, 'hex'),
    }));
  addRows(0, rows);
  const settings = { brokers: ['memory:1'], topic: 't', groupId: 'g', client: group.client, maxWaitMs: 5, ...setup };
  return { runId, group, addRows, settings, ...memoryConsumer(settings) };
};
