import type { KafkaConnection } from './kafka-client.js';

/** The part of options that says how Kafka is reached; what was not given is left out. */
export const connectionOf = ({
  brokers,
  clientId,
  tls,
  sasl,
  connectTimeoutMs,
  requestTimeoutMs,
}: KafkaConnection): KafkaConnection => ({
  brokers,
  ...(clientId === undefined ? {} : { clientId }),
  ...(tls === undefined ? {} : { tls }),
  ...(sasl === undefined ? {} : { sasl }),
  ...(connectTimeoutMs === undefined ? {} : { connectTimeoutMs }),
  ...(requestTimeoutMs === undefined ? {} : { requestTimeoutMs }),
});
