import type { KafkaConnection } from './kafka-client.js';

/** A text of a client or a broker, for a message of ours. */
export const withoutSecrets = (text: string, { sasl }: KafkaConnection): string =>
  sasl?.password ? text.replaceAll(sasl.password, '…') : text;
