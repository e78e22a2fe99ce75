import type { KafkaConnection } from '@cvd/kafka-sink';
import type { KafkaLocation } from './kafka-location.js';
import { kafkaPackage } from './kafka-package.js';

/** Milliseconds in which a broker has to answer for the first time. */
export const CONNECT_MS = 10_000;

/** How to reach the brokers of a location; what it leaves out, credentials always, comes from the environment. */
export const kafkaConnection = async ({ brokers }: Pick<KafkaLocation, 'brokers'>): Promise<KafkaConnection> => {
  const { connectionFromEnvironment } = await kafkaPackage('Talking to Kafka');
  const connection = connectionFromEnvironment();
  return brokers.length === 0 ? connection : { ...connection, brokers };
};
