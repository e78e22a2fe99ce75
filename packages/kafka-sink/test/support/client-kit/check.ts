import type { KafkaClient, KafkaClientFactory } from '../../../src/client/kafka-client.js';
import type { TestBroker } from '../broker.js';

export interface CheckContext {
  readonly client: KafkaClient;
  readonly brokers: readonly string[];
}

/** One thing that every client does; rejects where it does not. */
export interface ClientCheck {
  readonly title: string;
  readonly run: (context: CheckContext) => Promise<void>;
}

export interface BrokerContext {
  readonly broker: TestBroker;
  /** For a client with settings of its own. */
  readonly create: KafkaClientFactory;
}

/** A check that kills, freezes or restarts the broker. */
export interface BrokerCheck {
  readonly title: string;
  readonly run: (context: CheckContext & BrokerContext) => Promise<void>;
}
