import { describe, expect, it } from 'vitest';
import type { IncomingMessage } from '../client/kafka-client.js';
import { createPartitionBuffer } from './partition-buffer.js';

const messages = (first: number, count: number, bytes = 10): IncomingMessage[] =>
  Array.from({ length: count }, (_, k) => ({
    offset: BigInt(first + k),
    timestamp: 0,
    key: null,
    value: new Uint8Array(bytes),
    headers: {},
  }));

const limits = { batchRows: 3, maxBatchRows: 5, maxBatchBytes: 1000, maxWaitMs: 100 };
const offsets = (batch: readonly IncomingMessage[]): number[] => batch.map(({ offset }) => Number(offset));

describe('createPartitionBuffer', () => {
  it('makes a batch due by rows at once, by time after the oldest message', () => {
    const buffer = createPartitionBuffer(limits);
    expect(buffer.dueAt()).toBeNull();
    buffer.push(messages(0, 1), 1000);
    buffer.push(messages(1, 1), 1050);
    expect(buffer.dueAt()).toBe(1100);
    buffer.push(messages(2, 1), 1060);
    expect(buffer.dueAt()).toBe(Number.NEGATIVE_INFINITY);
  });

  it('waits again from the oldest message that is left', () => {
    const buffer = createPartitionBuffer(limits);
    buffer.push(messages(0, 5), 1000);
    buffer.push(messages(5, 1), 2000);
    expect(offsets(buffer.take())).toEqual([0, 1, 2, 3, 4]);
    expect(buffer.dueAt()).toBe(2100);
  });

  it('gives what has piled up in order, up to the larger limit, across fetches', () => {
    const buffer = createPartitionBuffer(limits);
    buffer.push(messages(0, 4), 0);
    buffer.push(messages(4, 4), 0);
    expect(offsets(buffer.take())).toEqual([0, 1, 2, 3, 4]);
    expect(buffer.rows).toBe(3);
    expect(buffer.bytes).toBe(30);
    expect(offsets(buffer.take())).toEqual([5, 6, 7]);
    expect([buffer.rows, buffer.bytes, buffer.dueAt()]).toEqual([0, 0, null]);
    expect(buffer.take()).toEqual([]);
  });

  it('holds to the limit of bytes, yet gives a message that is beyond it alone', () => {
    const buffer = createPartitionBuffer({ ...limits, maxBatchBytes: 25 });
    buffer.push([...messages(0, 2), ...messages(2, 1, 90), ...messages(3, 1)], 0);
    expect([buffer.take(), buffer.take(), buffer.take()].map(offsets)).toEqual([[0, 1], [2], [3]]);
  });

  it('is due by bytes alone', () => {
    const buffer = createPartitionBuffer({ ...limits, maxBatchBytes: 25 });
    buffer.push(messages(0, 1, 25), 0);
    expect(buffer.dueAt()).toBe(Number.NEGATIVE_INFINITY);
  });

  it('forgets everything when cleared', () => {
    const buffer = createPartitionBuffer(limits);
    buffer.push(messages(0, 4), 0);
    buffer.clear();
    expect([buffer.rows, buffer.bytes, buffer.dueAt(), buffer.take()]).toEqual([0, 0, null, []]);
  });
});
