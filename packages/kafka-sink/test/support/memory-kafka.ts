import { setTimeout as sleep } from 'node:timers/promises';
import type { IncomingMessage, KafkaClientFactory, OutgoingMessage } from '../../src/client/kafka-client.js';
import { KafkaError, type KafkaErrorKind } from '../../src/client/kafka-error.js';

/** What goes wrong with a request: 'lost' ones are not there, 'landed' ones are, and the answer is an error all the same. */
export interface Fault {
  readonly kind: KafkaErrorKind;
  readonly rows: 'lost' | 'landed';
}

export interface SentRequest {
  readonly partition: number;
  readonly messages: readonly OutgoingMessage[];
  /** Number of the producer that sent it, from 1. */
  readonly producer: number;
}

/** Kafka as a sink sees it, in memory: topics outlive clients, and requests fail as a test says. */
export interface MemoryKafka {
  readonly client: KafkaClientFactory;
  /** Records by topic and partition. */
  readonly topics: Map<string, IncomingMessage[][]>;
  readonly requests: SentRequest[];
  /** Requests under way at the same time at most, so far; by partition, and all together. */
  readonly most: { onOnePartition: number; atOnce: number };
  /** Asked before each request. */
  fault: (request: SentRequest) => Fault | null;
  /** Milliseconds that a request takes. */
  delayMs: number;
  /** Bytes of a request's values at most. */
  maxBytes: number;
  refuseReading: boolean;
  /** Clients, producers and consumers that were opened and not closed. */
  open: number;
}

const failure = (kind: KafkaErrorKind): KafkaError =>
  new KafkaError(kind, 'memory', `made to fail (${kind})`, 'Go on.');

export const createMemoryKafka = (): MemoryKafka => {
  const underWay = new Map<number, number>();
  let producers = 0;
  const kafka: MemoryKafka = {
    topics: new Map(),
    requests: [],
    most: { onOnePartition: 0, atOnce: 0 },
    fault: () => null,
    delayMs: 0,
    maxBytes: Number.POSITIVE_INFINITY,
    refuseReading: false,
    open: 0,
    client: () => ({
      name: 'memory',
      async admin() {
        kafka.open++;
        return {
          async createTopic({ topic, partitions }) {
            if (kafka.topics.has(topic)) return false;
            kafka.topics.set(
              topic,
              Array.from({ length: partitions }, () => []),
            );
            return true;
          },
          async partitionsOf(topic) {
            return kafka.topics.get(topic)?.map((_, partition) => partition) ?? null;
          },
          async offsetsOf(topic) {
            const logs = kafka.topics.get(topic) ?? [];
            return new Map(logs.map((log, partition) => [partition, { low: 0n, high: BigInt(log.length) }]));
          },
          topicIdOf: async () => null,
          committedOf: async () => new Map(),
          async close() {
            kafka.open--;
          },
        };
      },
      async producer() {
        kafka.open++;
        const producer = ++producers;
        return {
          async send(topic, partition, messages) {
            const log = kafka.topics.get(topic)?.[partition];
            if (log === undefined) throw failure('missing-topic');
            const request = { partition, messages, producer };
            kafka.requests.push(request);
            underWay.set(partition, (underWay.get(partition) ?? 0) + 1);
            kafka.most.onOnePartition = Math.max(kafka.most.onOnePartition, underWay.get(partition)!);
            kafka.most.atOnce = Math.max(
              kafka.most.atOnce,
              [...underWay.values()].reduce((sum, count) => sum + count, 0),
            );
            const fault = kafka.fault(request);
            await sleep(kafka.delayMs);
            underWay.set(partition, underWay.get(partition)! - 1);
            if (messages.reduce((sum, { value }) => sum + (value?.length ?? 0), 0) > kafka.maxBytes)
              throw failure('too-large');
            if (fault?.rows !== 'lost')
              for (const message of messages)
                log.push({
                  ...message,
                  value: message.value?.slice() ?? null,
                  offset: BigInt(log.length),
                  timestamp: 0,
                });
            if (fault !== null) throw failure(fault.kind);
          },
          async close() {
            kafka.open--;
          },
        };
      },
      async consumer({ topic }) {
        if (kafka.refuseReading) throw failure('refused');
        kafka.open++;
        const from = new Map<number, bigint>();
        let stopped = false;
        return {
          async run(handlers) {
            const logs = kafka.topics.get(topic) ?? [];
            await handlers.assigned([...logs.keys()]);
            for (const [partition, log] of logs.entries()) {
              const messages = log.slice(Number(from.get(partition) ?? 0n));
              if (messages.length > 0 && !stopped)
                await handlers.messages({ partition, messages, high: BigInt(log.length) });
            }
            while (!stopped) await sleep(1);
          },
          heartbeat: async () => {},
          commit: async () => {},
          seek: (partition, offset) => void from.set(partition, offset),
          pause: () => {},
          resume: () => {},
          async stop() {
            stopped = true;
          },
          async close() {
            kafka.open--;
          },
        };
      },
    }),
  };
  return kafka;
};
