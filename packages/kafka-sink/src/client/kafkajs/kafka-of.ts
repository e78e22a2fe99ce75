import { Kafka, type KafkaConfig, type LogEntry, logLevel, type RetryOptions } from 'kafkajs';
import type { KafkaConnection } from '../kafka-client.js';

/** Takes what kafkajs would print. */
export type LogListener = (entry: LogEntry) => void;

export const defaultConnectTimeoutMs = 10_000;
export const defaultRequestTimeoutMs = 30_000;

// Said here since kafkajs has other defaults where NODE_ENV is 'test'.
const steps: RetryOptions = { factor: 0.2, multiplier: 2 };

/** Of a call that is made once, such as the first: about 3 s until a refused connection is an error. */
export const shortRetry: RetryOptions = { ...steps, retries: 4, initialRetryTime: 250, maxRetryTime: 1_000 };

/** Of work under way: a broker may be gone for about half a minute. */
export const longRetry: RetryOptions = { ...steps, retries: 14, initialRetryTime: 200, maxRetryTime: 3_000 };

/** kafkajs with our settings: nothing is printed. */
export const kafkaOf = (
  connection: KafkaConnection,
  retry: RetryOptions,
  onLog: LogListener = () => undefined,
): Kafka => {
  const { brokers, clientId = 'cvd', tls, sasl, connectTimeoutMs, requestTimeoutMs } = connection;
  return new Kafka({
    brokers: [...brokers],
    clientId,
    retry,
    connectionTimeout: connectTimeoutMs ?? defaultConnectTimeoutMs,
    requestTimeout: requestTimeoutMs ?? defaultRequestTimeoutMs,
    enforceRequestTimeout: true,
    logLevel: logLevel.ERROR,
    logCreator: () => onLog,
    ...(tls === undefined ? {} : { ssl: tls as NonNullable<KafkaConfig['ssl']> }),
    ...(sasl === undefined ? {} : { sasl: { ...sasl } as NonNullable<KafkaConfig['sasl']> }),
  });
};
