import { brokerErrorKinds } from '../broker-error-kinds.js';
import type { KafkaErrorKind } from '../kafka-error.js';
import type { KafkajsFailure } from './failure.js';

/** By the broker's name of the error, where kafkajs has another than the protocol. */
const byType: Readonly<Record<string, KafkaErrorKind>> = {
  ...brokerErrorKinds,
  NOT_COORDINATOR_FOR_GROUP: 'rebalance',
  UNKNOWN: 'ambiguous', // the broker's own catch-all
};

/** By the class of kafkajs's error. */
const byName: Readonly<Record<string, KafkaErrorKind>> = {
  KafkaJSConnectionError: 'unreachable',
  KafkaJSConnectionClosedError: 'unreachable',
  KafkaJSBrokerNotFound: 'unreachable',
  KafkaJSGroupCoordinatorNotFound: 'unreachable',
  KafkaJSNoBrokerAvailableError: 'unreachable',
  KafkaJSRequestTimeoutError: 'ambiguous',
  KafkaJSSASLAuthenticationError: 'refused',
  KafkaJSTopicMetadataNotLoaded: 'transient',
  KafkaJSNotImplemented: 'fatal',
};

export const kindOf = ({ type, name, retriable }: KafkajsFailure): KafkaErrorKind =>
  (type === undefined ? undefined : byType[type]) ?? byName[name] ?? (retriable === true ? 'transient' : 'fatal');
