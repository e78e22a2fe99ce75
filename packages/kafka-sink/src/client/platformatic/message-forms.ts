import type { MessageRecord } from '@platformatic/kafka';
import type { KafkaHeaders, OutgoingMessage } from '../kafka-client.js';

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Names of headers are few and come with each message. */
const names = new Map<string, Buffer>();
const nameOf = (name: string): Buffer => {
  let bytes = names.get(name);
  if (bytes === undefined) {
    bytes = Buffer.from(name);
    if (names.size < 1_000) names.set(name, bytes);
  }
  return bytes;
};

/** Messages as the library writes them; it takes null where its types say that there is always a value. */
export const toProduced = (topic: string, partition: number, messages: readonly OutgoingMessage[]): MessageRecord[] =>
  messages.map(
    ({ key, value, headers }) =>
      ({
        topic,
        partition,
        key: key && asBuffer(key),
        value: value && asBuffer(value),
        headers: new Map(Object.entries(headers).map(([name, header]) => [nameOf(name), asBuffer(header)])),
      }) as unknown as MessageRecord,
  );

/** Of a header that stands in a record several times the last one counts. */
export const plainHeaders = (headers: readonly (readonly [Buffer | null, Buffer | null])[]): KafkaHeaders => {
  const plain: Record<string, Uint8Array> = {};
  for (const [name, value] of headers) if (name !== null && value !== null) plain[name.toString()] = value;
  return plain;
};
