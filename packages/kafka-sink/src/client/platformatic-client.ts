import type { KafkaClient, KafkaConnection } from './kafka-client.js';
import { platformaticAdmin } from './platformatic/admin.js';
import { platformaticConsumer } from './platformatic/consumer.js';
import { platformaticProducer } from './platformatic/producer.js';

/**
 * A client on the protocol, the connections and the codecs of `@platformatic/kafka` (1.35 or later of major 1), an optional peer dependency
 * that is imported when the first producer, admin or consumer is made.
 * @throws {MissingPeerError} from the methods of the client, where the package is not installed
 */
export const platformaticClient = (connection: KafkaConnection): KafkaClient => ({
  name: 'platformatic',
  producer: (settings) => platformaticProducer(connection, settings),
  admin: () => platformaticAdmin(connection),
  consumer: (settings) => platformaticConsumer(connection, settings),
});
