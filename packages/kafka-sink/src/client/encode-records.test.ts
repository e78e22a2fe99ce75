import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { encodeRecords } from './encode-records.js';
import type { OutgoingMessage } from './kafka-client.js';

const require = createRequire(import.meta.url);
// kafkajs's own encoder of a record is the twin.
const kafkajsRecord = require('kafkajs/src/protocol/recordBatch/record/v0') as (record: object) => { buffer: Buffer };

const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (31 * i) & 0xff);

const check = (messages: readonly OutgoingMessage[]): void => {
  const own = messages.map(({ key, value, headers }, offsetDelta) => {
    const buffers = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Buffer.from(value)]));
    const [k, v] = [key, value].map((part) => (part === null ? null : Buffer.from(part)));
    return kafkajsRecord({ offsetDelta, timestampDelta: 0, key: k, value: v, headers: buffers }).buffer;
  });
  expect(encodeRecords(messages).equals(Buffer.concat(own))).toBe(true);
};

describe('encodeRecords', () => {
  it('gives the bytes that kafkajs gives, whatever the lengths', () => {
    const lengths = [0, 1, 62, 63, 64, 65, 127, 128, 8190, 8191, 8192, 8193, 1_100_000];
    check(lengths.map((length) => ({ key: null, value: bytes(length), headers: {} })));
    check(lengths.map((length) => ({ key: bytes(length), value: null, headers: { 'Größe 𝒳': bytes(length) } })));
  });

  it('gives them for many records with several headers', () => {
    const message = (i: number): OutgoingMessage => ({
      key: i % 3 === 0 ? null : bytes(i % 70),
      value: i % 11 === 0 ? null : bytes(i % 500),
      headers: {
        'cvd-run-id': bytes(36),
        'cvd-row-index': bytes(i % 17),
        [`odd ${i}`]: bytes(0),
        __proto___: bytes(8),
      },
    });
    check(Array.from({ length: 3000 }, (_, i) => message(i)));
  });
});
