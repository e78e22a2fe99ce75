import type { KafkaClient } from '../../../src/client/kafka-client.js';
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

/** A check that kills, freezes or restarts the broker. */
export interface BrokerCheck {
  readonly title: string;
  readonly run: (context: CheckContext & { readonly broker: TestBroker }) => Promise<void>;
}
