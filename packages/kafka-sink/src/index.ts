export type {
  CommittedOffset,
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
export { kafkajsClient } from './client/kafkajs-client.js';
export { platformaticClient } from './client/platformatic-client.js';
export type { LogProblem } from './consume/check-log.js';
export type { ConsumeEvent } from './consume/consume-event.js';
export type { ConsumeOptions, ConsumeRunOptions, DeadLetterOptions } from './consume/consume-options.js';
export type { ConsumeCounts, ConsumeReport, ConsumeStats, PartitionProgress } from './consume/consume-report.js';
export type { Consumer } from './consume/consumer.js';
export { createConsumer } from './consume/create-consumer.js';
export { DEAD_LETTER_HEADER } from './consume/dead-letter.js';
export { LogRestartedError } from './consume/log-restarted-error.js';
export { TooManyDeadLettersError } from './consume/too-many-dead-letters-error.js';
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
export { connectionFromEnvironment } from './publish/connection-from-environment.js';
export { type KafkaSink, kafkaSink } from './publish/kafka-sink.js';
export type { KafkaSinkOptions } from './publish/kafka-sink-options.js';
export type { Delivery, PublishStats } from './publish/publish-stats.js';
export { RowTooLargeError } from './publish/row-too-large-error.js';
export type { RetryOptions } from './waiting/backoff.js';
export { createRequests, type ShardRequests, type ShardRequestsOptions } from './work/create-requests.js';
export { ModelUnreachableError } from './work/model-unreachable-error.js';
export { type SendRequestsOptions, sendRequests } from './work/send-requests.js';
export { ShardRefusedError } from './work/shard-refused-error.js';
export type { ShardRequest } from './work/shard-request.js';
export { createWorker, type ShardCounts, type Worker, type WorkReport, type WorkStats } from './work/worker.js';
export type { ShardEvent, WorkerOptions } from './work/worker-options.js';
