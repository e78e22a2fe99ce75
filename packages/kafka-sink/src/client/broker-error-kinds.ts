import type { KafkaErrorKind } from './kafka-error.js';

/** What an error of a broker is, by its name in the protocol; clients have their own names for a few. */
export const brokerErrorKinds: Readonly<Record<string, KafkaErrorKind>> = {
  UNKNOWN_TOPIC_OR_PARTITION: 'missing-topic',
  UNKNOWN_TOPIC_ID: 'missing-topic',
  MESSAGE_TOO_LARGE: 'too-large',
  RECORD_LIST_TOO_LARGE: 'too-large',
  REBALANCE_IN_PROGRESS: 'rebalance',
  ILLEGAL_GENERATION: 'rebalance',
  UNKNOWN_MEMBER_ID: 'fenced',
  FENCED_INSTANCE_ID: 'fenced',
  SASL_AUTHENTICATION_FAILED: 'refused',
  UNSUPPORTED_SASL_MECHANISM: 'refused',
  ILLEGAL_SASL_STATE: 'refused',
  TOPIC_AUTHORIZATION_FAILED: 'refused',
  GROUP_AUTHORIZATION_FAILED: 'refused',
  CLUSTER_AUTHORIZATION_FAILED: 'refused',
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED: 'refused',
  DELEGATION_TOKEN_AUTHORIZATION_FAILED: 'refused',
  REQUEST_TIMED_OUT: 'ambiguous',
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: 'ambiguous', // the leader has it
  NETWORK_EXCEPTION: 'ambiguous',
  UNKNOWN_SERVER_ERROR: 'ambiguous',
  // Not written; a producer with a new id gets over them.
  OUT_OF_ORDER_SEQUENCE_NUMBER: 'transient',
  UNKNOWN_PRODUCER_ID: 'transient',
  INVALID_PRODUCER_EPOCH: 'transient',
  PRODUCER_FENCED: 'transient',
};
