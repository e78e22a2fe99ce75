/*
 * What is used of a Kafka client, as a structural type: kafkajs is the default, another one is given as `client`. It is small on
 * purpose. Partitions are chosen by the caller, offsets are bigints, values and headers are bytes, and no method retries in
 * a way that could hide a loss: what a client does by itself (reconnecting, asking for metadata again) is its own affair.
 */

/** Where a broker listens and how to prove who asks; passed to the client as it is. */
export interface KafkaConnection {
  /** 'host:port' of some brokers. */
  readonly brokers: readonly string[];
  /** How brokers name this program in their logs. @default 'cvd' */
  readonly clientId?: string;
  /** true, or options of Node's `tls.connect`. @default plain text */
  readonly tls?: boolean | Readonly<Record<string, unknown>>;
  /** @default none */
  readonly sasl?: KafkaSasl;
  /** Milliseconds to wait for a connection. @default 10,000 */
  readonly connectTimeoutMs?: number;
  /** Milliseconds to wait for an answer. @default 30,000 */
  readonly requestTimeoutMs?: number;
}

export interface KafkaSasl {
  readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
  readonly username: string;
  readonly password: string;
}

export type KafkaHeaders = Readonly<Record<string, Uint8Array>>;

export interface OutgoingMessage {
  readonly key: Uint8Array | null;
  /** null for a tombstone. */
  readonly value: Uint8Array | null;
  readonly headers: KafkaHeaders;
}

export interface IncomingMessage {
  readonly offset: bigint;
  /** Milliseconds since 1970, as the broker or the producer set it. */
  readonly timestamp: number;
  readonly key: Uint8Array | null;
  /** null for a tombstone. */
  readonly value: Uint8Array | null;
  readonly headers: KafkaHeaders;
}

export interface ProducerSettings {
  /** @default 'none' */
  readonly compression: 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd';
}

/** An idempotent producer with `acks: -1`. */
export interface KafkaProducer {
  /**
   * Messages of one partition as one request, in order. Settles when all in-sync replicas have them.
   * @throws {KafkaError} by kind; after 'ambiguous' the messages may or may not be there
   */
  send(topic: string, partition: number, messages: readonly OutgoingMessage[]): Promise<void>;
  close(): Promise<void>;
}

export interface TopicSettings {
  readonly topic: string;
  readonly partitions: number;
  readonly retentionMs: number;
  /** @default the broker's own */
  readonly replicationFactor?: number;
}

export interface PartitionOffsets {
  /** First offset that is still there. */
  readonly low: bigint;
  /** Offset that the next message gets. */
  readonly high: bigint;
}

/** How far a group has come in a partition. */
export interface CommittedOffset {
  /** Offset of the first message that is not done. */
  readonly offset: bigint;
  /** What was committed with it, '' where nothing was. */
  readonly metadata: string;
}

export interface KafkaAdmin {
  /** Makes a topic that is not there. @returns false where it is there; it is left as it is */
  createTopic(settings: TopicSettings): Promise<boolean>;
  /** Partitions of a topic, ascending; null where there is no such topic. */
  partitionsOf(topic: string): Promise<readonly number[] | null>;
  /** What a topic got when it was made and never shares with another of its name; null where it is not there or brokers have none. */
  topicIdOf(topic: string): Promise<string | null>;
  offsetsOf(topic: string): Promise<ReadonlyMap<number, PartitionOffsets>>;
  /** What a group has committed, by partition; none for partitions it has not. */
  committedOf(groupId: string, topic: string): Promise<ReadonlyMap<number, CommittedOffset>>;
  close(): Promise<void>;
}

export interface ConsumerSettings {
  readonly topic: string;
  readonly groupId: string;
  /** @default 12,000 */
  readonly sessionTimeoutMs: number;
  /** @default 60,000 */
  readonly rebalanceTimeoutMs: number;
  /** Bytes of one partition that a fetch brings at most. */
  readonly maxBytesPerPartition: number;
  /** Partitions whose messages are handed over at the same time, at most. */
  readonly concurrency: number;
}

/** What a consumer tells. Messages of one partition come in order, the next ones once these have been taken. */
export interface ConsumerHandlers {
  /** Called at every (re)assignment before messages of new partitions come. */
  assigned(partitions: readonly number[]): Promise<void>;
  /** The partitions are someone else's now, or this member is about to rejoin: nothing of them may be committed any longer. */
  revoked(partitions: readonly number[]): Promise<void>;
  messages(batch: FetchedMessages): Promise<void>;
  /** An offset to read from is not in the log any longer: 'behind' what is kept, or 'ahead' of its end. */
  outOfRange?(partition: number, offset: bigint, log: PartitionOffsets): Promise<void>;
}

export interface FetchedMessages {
  readonly partition: number;
  readonly messages: readonly IncomingMessage[];
  /** Offset that the next message of the partition gets. */
  readonly high: bigint;
}

/** A member of a consumer group that reads one topic and commits nothing by itself. */
export interface KafkaConsumer {
  /**
   * Joins the group and hands messages over until `stop` is called. Starts at the committed offset, at the earliest one where
   * there is none.
   * @throws {KafkaError} once the client has given up for good: a new consumer has to be made
   */
  run(handlers: ConsumerHandlers): Promise<void>;
  /** Says to the group that this member lives; of use while messages are held for long. @throws {KafkaError} 'rebalance' */
  heartbeat(): Promise<void>;
  /** @param next - offset of the first message that is not done. @param metadata - kept by the group with the offset. @throws {KafkaError} */
  commit(partition: number, next: bigint, metadata: string): Promise<void>;
  /** Messages of the partition are handed over again from this offset on. */
  seek(partition: number, offset: bigint): void;
  pause(partition: number): void;
  resume(partition: number): void;
  /** No more messages are handed over; settles when `run` has. Commits are of no use afterwards. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** A Kafka client as this package uses it. */
export interface KafkaClient {
  /** 'kafkajs', 'platformatic', … */
  readonly name: string;
  producer(settings: ProducerSettings): Promise<KafkaProducer>;
  admin(): Promise<KafkaAdmin>;
  consumer(settings: ConsumerSettings): Promise<KafkaConsumer>;
}

/** Makes a client for a connection; nothing is connected yet. */
export type KafkaClientFactory = (connection: KafkaConnection) => KafkaClient;
