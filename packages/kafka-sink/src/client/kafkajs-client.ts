import type { KafkaClient, KafkaConnection } from './kafka-client.js';
import { kafkajsAdmin } from './kafkajs/admin.js';
import { kafkajsConsumer } from './kafkajs/consumer.js';
import { kafkajsProducer } from './kafkajs/producer.js';

/**
 * The default client, on kafkajs. It prints nothing. A broker that is gone is waited for by a producer and a running consumer for about
 * half a minute; the first connection has to come within `connectTimeoutMs`.
 */
export const kafkajsClient = (connection: KafkaConnection): KafkaClient => ({
  name: 'kafkajs',
  producer: (settings) => kafkajsProducer(connection, settings),
  admin: () => kafkajsAdmin(connection),
  consumer: (settings) => kafkajsConsumer(connection, settings),
});
