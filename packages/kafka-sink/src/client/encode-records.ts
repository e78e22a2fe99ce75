import type { KafkaHeaders, OutgoingMessage } from './kafka-client.js';

/*
 * Record => Length Attributes TimestampDelta OffsetDelta Key Value Headers; lengths and numbers are zigzag varints, −1 stands for
 * null. Source: kafka.apache.org/documentation/#record.
 */

const zigzag = (value: number): number => ((value << 1) ^ (value >> 31)) >>> 0;

const sizeOf = (value: number): number => {
  let size = 1;
  for (let rest = zigzag(value); rest > 0x7f; rest >>>= 7) size++;
  return size;
};

const sizeOfBytes = (bytes: Uint8Array | null): number =>
  bytes === null ? sizeOf(-1) : sizeOf(bytes.length) + bytes.length;

/** Names of headers are few and come in every record. */
const names = new Map<string, Buffer>();

const MAX_NAMES = 1000;

const nameBytes = (name: string): Buffer => {
  const known = names.get(name);
  if (known !== undefined) return known;
  const bytes = Buffer.from(name, 'utf8');
  if (names.size < MAX_NAMES) names.set(name, bytes);
  return bytes;
};

const sizeOfHeaders = (headers: KafkaHeaders): number => {
  let count = 0;
  let size = 0;
  for (const name in headers) {
    count++;
    size += sizeOfBytes(nameBytes(name)) + sizeOfBytes(headers[name]!);
  }
  return sizeOf(count) + size;
};

/** Attributes and the difference in time take a byte each, both are 0. */
const bodySize = ({ key, value, headers }: OutgoingMessage, offset: number): number =>
  2 + sizeOf(offset) + sizeOfBytes(key) + sizeOfBytes(value) + sizeOfHeaders(headers);

class RecordWriter {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  number(value: number): void {
    let rest = zigzag(value);
    for (; rest > 0x7f; rest >>>= 7) this.#bytes[this.#at++] = (rest & 0x7f) | 0x80;
    this.#bytes[this.#at++] = rest;
  }

  bytes(bytes: Uint8Array | null): void {
    this.number(bytes === null ? -1 : bytes.length);
    if (bytes === null) return;
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }
}

/** The records of one request, as they stand in a record batch of version 2, all of the batch's own time. */
export const encodeRecords = (messages: readonly OutgoingMessage[]): Buffer => {
  const sizes = messages.map(bodySize);
  const out = Buffer.allocUnsafeSlow(sizes.reduce((sum, size) => sum + sizeOf(size) + size, 0));
  const writer = new RecordWriter(out);
  for (const [offset, { key, value, headers }] of messages.entries()) {
    writer.number(sizes[offset]!);
    writer.number(0);
    writer.number(0);
    writer.number(offset);
    writer.bytes(key);
    writer.bytes(value);
    writer.number(Object.keys(headers).length);
    for (const name in headers) {
      writer.bytes(nameBytes(name));
      writer.bytes(headers[name]!);
    }
  }
  return out;
};
