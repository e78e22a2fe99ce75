import {
  compressionsAlgorithms,
  crc32c,
  createRecordsBatch,
  type MessageRecord,
  NumericMap,
} from '@platformatic/kafka';
import { expect, it } from 'vitest';
import type { OutgoingMessage } from '../kafka-client.js';
import { encodeRecordBatch } from './record-batch.js';

const bytes = (length: number): Buffer => Buffer.from(Uint8Array.from({ length }, (_, i) => (31 * i) & 0xff));

const messages: readonly OutgoingMessage[] = Array.from({ length: 300 }, (_, i) => ({
  key: i % 3 === 0 ? null : bytes(i % 70),
  value: i % 11 === 0 ? null : bytes(2 * i),
  headers: { 'cvd-run-id': bytes(36), [`odd ${i} ü`]: bytes(i % 130) },
}));

const facts = { producerId: 2n ** 40n + 7n, producerEpoch: 3, sequence: 123_456_789, timestamp: 1_790_000_000_123 };

// The library's own encoder is the twin.
const twin = (compression: 'none' | 'gzip' | 'lz4'): Buffer =>
  createRecordsBatch(
    messages.map(
      ({ key, value, headers }) =>
        ({
          ...{ topic: 't', partition: 2, timestamp: BigInt(facts.timestamp), key, value },
          headers: new Map(Object.entries(headers).map(([name, header]) => [Buffer.from(name), header])),
        }) as unknown as MessageRecord,
    ),
    {
      compression,
      producerId: facts.producerId,
      producerEpoch: facts.producerEpoch,
      sequences: new NumericMap([['t:2', facts.sequence]]),
    },
  ).buffer;

it.each(['none', 'gzip', 'lz4'] as const)('is the batch that the library makes, compression %s', (compression) => {
  const { bitmask, compressSync } = compressionsAlgorithms[compression];
  const batch = encodeRecordBatch(messages, facts, { bitmask, compress: (records) => compressSync(records), crc32c });
  expect(batch.equals(twin(compression))).toBe(true);
});
