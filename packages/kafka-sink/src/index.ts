export type {
  ConsumerHandlers,
  ConsumerSettings,
  FetchedMessages,
  IncomingMessage,
  KafkaAdmin,
  KafkaClient,
  KafkaClientFactory,
  KafkaConnection,
  KafkaConsumer,
  KafkaHeaders,
  KafkaProducer,
  KafkaSasl,
  OutgoingMessage,
  PartitionOffsets,
  ProducerSettings,
  TopicSettings,
} from './client/kafka-client.js';
export { KafkaError, type KafkaErrorKind } from './client/kafka-error.js';
export {
  type BadMessage,
  createMessageDecoder,
  type DecodedMessage,
  decodeMessage,
  type MessageDecoder,
  type RowValues,
} from './message/decode-message.js';
export { encodeRows } from './message/encode-rows.js';
export { HEADER } from './message/header-names.js';
export type { MessageProblem, MessageProblemCode } from './message/message-problem.js';
export {
  createMessageTables,
  type MessageTable,
  type MessageTables,
  type MessageTablesOptions,
  tableFromMessages,
} from './message/message-tables.js';
export { identityHeaders, type RowIdentity } from './message/row-identity.js';
