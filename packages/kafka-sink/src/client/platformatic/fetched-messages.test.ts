import type { RecordsBatch } from '@platformatic/kafka';
import { describe, expect, it } from 'vitest';
import { messagesIn } from './fetched-messages.js';

const TRANSACTIONAL = 16;
const CONTROL = 32;

const batch = (firstOffset: bigint, values: readonly string[], facts: Partial<RecordsBatch> = {}): RecordsBatch => ({
  firstOffset,
  length: 0,
  partitionLeaderEpoch: 0,
  magic: 2,
  crc: 0,
  attributes: 0,
  lastOffsetDelta: values.length - 1,
  firstTimestamp: 1_000n,
  maxTimestamp: 5_000n,
  producerId: -1n,
  producerEpoch: -1,
  firstSequence: -1,
  records: values.map((value, k) => ({
    length: 0,
    attributes: 0,
    timestampDelta: BigInt(k),
    offsetDelta: k,
    key: null,
    value: Buffer.from(value),
    headers: [],
  })),
  ...facts,
});

/** The record that ends a transaction: its key is a version and 0 for an abort, 1 for a commit. */
const marker = (offset: bigint, producerId: bigint, end: 0 | 1): RecordsBatch => {
  const made = batch(offset, [''], { attributes: TRANSACTIONAL | CONTROL, producerId });
  return { ...made, records: made.records.map((record) => ({ ...record, key: Buffer.from([0, 0, 0, end]) })) };
};

const of = (producerId: bigint) => ({ attributes: TRANSACTIONAL, producerId });

const read = (...given: Parameters<typeof messagesIn>) => {
  const { messages, next } = messagesIn(...given);
  return [messages.map(({ offset, value }) => `${offset}:${value}`).join(' '), next];
};

describe('messagesIn', () => {
  it('leaves out what stands before the offset that was asked for, and reads on behind the last one', () => {
    expect(read([batch(10n, ['a', 'b', 'c']), batch(13n, ['d'])], [], 11n)).toEqual(['11:b 12:c 13:d', 14n]);
    expect(read([], [], 11n)).toEqual(['', 11n]);
  });

  it('goes on behind offsets that a compacted log has not any longer', () => {
    const sparse = { ...batch(10n, ['a', 'b']), lastOffsetDelta: 9 };
    expect(read([sparse], [], 10n)).toEqual(['10:a 11:b', 20n]);
  });

  it('leaves out what was taken back, of that producer and up to the end of its transaction', () => {
    const batches = [
      batch(0n, ['kept'], of(1n)),
      batch(1n, ['gone'], of(2n)),
      batch(2n, ['plain']),
      marker(3n, 1n, 1),
      marker(4n, 2n, 0),
      batch(5n, ['again'], of(2n)),
      marker(6n, 2n, 1),
    ];
    expect(read(batches, [{ producerId: 2n, firstOffset: 1n }], 0n)).toEqual(['0:kept 2:plain 5:again', 7n]);
  });

  it('knows of two transactions of one producer that were taken back', () => {
    const batches = [
      batch(0n, ['x'], of(7n)),
      marker(1n, 7n, 0),
      batch(2n, ['kept'], of(7n)),
      marker(3n, 7n, 1),
      batch(4n, ['y'], of(7n)),
      marker(5n, 7n, 0),
    ];
    const aborted = [
      { producerId: 7n, firstOffset: 4n },
      { producerId: 7n, firstOffset: 0n },
    ];
    expect(read(batches, aborted, 0n)).toEqual(['2:kept', 6n]);
  });

  it('takes the time from the producer, or from the broker where the topic says so', () => {
    const times = (given: RecordsBatch) => messagesIn([given], [], 0n).messages.map(({ timestamp }) => timestamp);
    expect(times(batch(0n, ['a', 'b']))).toEqual([1_000, 1_001]);
    expect(times(batch(0n, ['a', 'b'], { attributes: 8 }))).toEqual([5_000, 5_000]);
  });
});
