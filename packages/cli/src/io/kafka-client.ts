import type { KafkaClientFactory } from '@cvd/kafka-sink';
import { Option } from 'commander';
import { kafkaPackage } from './kafka-package.js';

/** Clients that can be named on the command line. */
export type KafkaClientName = 'kafkajs' | 'platformatic';

/** `--client NAME`. */
export const clientOption = (): Option =>
  new Option(
    '--client <name>',
    'what talks to Kafka: kafkajs, which comes with it, or platformatic, for which @platformatic/kafka@1 is installed; kafkajs without it',
  ).choices(['kafkajs', 'platformatic'] satisfies KafkaClientName[]);

/** The client as an option of what uses Kafka; none where none was named. @throws {MissingPeerError} */
export const kafkaClient = async (
  name: KafkaClientName | undefined,
): Promise<{ readonly client?: KafkaClientFactory }> => {
  if (name === undefined) return {};
  const { kafkajsClient, platformaticClient } = await kafkaPackage('Talking to Kafka');
  return { client: name === 'platformatic' ? platformaticClient : kafkajsClient };
};
