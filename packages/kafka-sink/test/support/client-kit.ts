import { afterAll, beforeAll, it } from 'vitest';
import type { KafkaClientFactory } from '../../src/client/kafka-client.js';
import { describeKafka, sharedBroker, startBroker, type TestBroker } from './broker.js';
import { adminChecks } from './client-kit/admin-checks.js';
import { brokerChecks } from './client-kit/broker-checks.js';
import { consumerChecks } from './client-kit/consumer-checks.js';
import { producerChecks } from './client-kit/producer-checks.js';

export interface ClientKitOptions {
  /** Titles of checks that the client is known to fail; one that passes after all fails here, so that the list stays true. */
  readonly knownFailures?: readonly string[];
}

/** What every Kafka client does, against a real broker. */
export const clientConformance = (
  name: string,
  create: KafkaClientFactory,
  { knownFailures = [] }: ClientKitOptions = {},
): void => {
  const check = (title: string) => (knownFailures.includes(title) ? it.fails : it);
  for (const [part, checks] of Object.entries({
    admin: adminChecks,
    producer: producerChecks,
    consumer: consumerChecks,
  }))
    describeKafka(`${name}: ${part}`, () => {
      for (const { title, run } of checks)
        check(title)(title, async () => {
          const { brokers } = await sharedBroker();
          await run({ client: create({ brokers }), brokers });
        });
    });
  describeKafka(
    `${name}: broker`,
    () => {
      let broker: TestBroker;
      beforeAll(async () => {
        broker = await startBroker();
      }, 120_000);
      afterAll(() => broker?.stop());
      for (const { title, run } of brokerChecks)
        check(title)(
          title,
          () => run({ client: create({ brokers: broker.brokers }), brokers: broker.brokers, broker, create }),
          150_000, // a broker may take long to start on a busy machine
        );
    },
    { ownBroker: true },
  );
};
