import type { KafkaConnection } from '../kafka-client.js';
import { KafkaError } from '../kafka-error.js';
import { defaultConnectTimeoutMs } from './kafka-of.js';
import { toKafkaError } from './to-kafka-error.js';

interface Connectable {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
}

/**
 * Connects within the connection's time limit, which kafkajs by itself takes once for every try.
 * @throws {KafkaError} 'unreachable' naming the addresses, 'refused'; nothing stays connected
 */
export const connectWithin = async <T extends Connectable>(client: T, connection: KafkaConnection): Promise<T> => {
  const limit = connection.connectTimeoutMs ?? defaultConnectTimeoutMs;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const problem = `no broker answered within ${limit / 1000} s`;
      const advice = 'Check the address and that the broker runs and can be reached from here.';
      reject(new KafkaError('unreachable', connection.brokers.join(', '), problem, advice));
    }, limit);
  });
  try {
    await Promise.race([client.connect(), late]);
    return client;
  } catch (error) {
    void client.disconnect().catch(() => undefined);
    throw toKafkaError(error, { connection });
  } finally {
    clearTimeout(timer);
  }
};
