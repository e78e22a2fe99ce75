import type { KafkaHeaders } from '../kafka-client.js';

/** Of a header that stands in a record several times the last one counts. */
export const plainHeaders = (headers: readonly (readonly [Buffer | null, Buffer | null])[]): KafkaHeaders => {
  const plain: Record<string, Uint8Array> = {};
  for (const [name, value] of headers) if (name !== null && value !== null) plain[name.toString()] = value;
  return plain;
};
