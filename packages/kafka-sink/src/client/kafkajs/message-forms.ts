import type { IHeaders, KafkaMessage, Message } from 'kafkajs';
import type { IncomingMessage, KafkaHeaders, OutgoingMessage } from '../kafka-client.js';

/** The same bytes as a Buffer, which kafkajs asks for; nothing is copied. */
const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const toKafkajsMessage = (partition: number, { key, value, headers }: OutgoingMessage): Message => ({
  partition,
  key: key === null ? null : asBuffer(key),
  value: value === null ? null : asBuffer(value),
  headers: Object.fromEntries(Object.entries(headers).map(([name, bytes]) => [name, asBuffer(bytes)])),
});

export const fromKafkajsMessage = ({ offset, timestamp, key, value, headers }: KafkaMessage): IncomingMessage => ({
  offset: BigInt(offset),
  timestamp: Number(timestamp),
  key,
  value,
  headers: headers === undefined ? {} : plainHeaders(headers),
});

/** Of a header that stands in a record several times the last one counts. */
const plainHeaders = (headers: IHeaders): KafkaHeaders => {
  const plain: Record<string, Uint8Array> = {};
  for (const [name, given] of Object.entries(headers)) {
    const value = Array.isArray(given) ? given.at(-1) : given;
    if (value !== undefined && value !== null) plain[name] = typeof value === 'string' ? Buffer.from(value) : value;
  }
  return plain;
};
