import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { IncomingMessage, KafkaHeaders } from '../kafka-client.js';

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
  for (const name in headers) {
    const given = headers[name];
    const value = Array.isArray(given) ? given.at(-1) : given;
    if (value !== undefined && value !== null) plain[name] = typeof value === 'string' ? Buffer.from(value) : value;
  }
  return plain;
};
