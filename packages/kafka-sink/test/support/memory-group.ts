import { setTimeout as sleep } from 'node:timers/promises';
import type {
  ConsumerHandlers,
  FetchedMessages,
  IncomingMessage,
  KafkaClientFactory,
  OutgoingMessage,
  PartitionOffsets,
} from '../../src/client/kafka-client.js';
import { KafkaError, type KafkaErrorKind } from '../../src/client/kafka-error.js';

/** A partition's log; offsets go on when the beginning is cut off. */
interface Log {
  low: bigint;
  messages: IncomingMessage[];
}

export const trouble = (kind: KafkaErrorKind): KafkaError =>
  new KafkaError(kind, 'memory', `made to fail (${kind})`, 'Go on.');

/**
 * Kafka as a consumer sees it, in memory: one topic, one group with one member at a time, dead letters kept. What happens to the
 * member is up to the test: brokers that are made to misbehave on purpose show it only by chance.
 */
export interface MemoryGroup {
  readonly client: KafkaClientFactory;
  /** null while there is no such topic. */
  logs: Log[] | null;
  readonly committed: Map<number, bigint>;
  /** What was committed beside the offsets. */
  readonly metadata: Map<number, string>;
  /** null where there are no ids. */
  topicId: string | null;
  readonly letters: OutgoingMessage[];
  /** Partitions that are paused at this moment. */
  readonly paused: Set<number>;
  /** What was called, in order: 'consumer', 'assigned', 'commit 0 100', 'heartbeat', 'stop', … */
  readonly calls: string[];
  /** Messages that a fetch brings at most. */
  fetchRows: number;
  /** Asked before each of these; throw to make it fail. */
  readonly hooks: {
    admin?: () => void;
    consumer?: () => void;
    commit?: (partition: number, next: bigint) => void | Promise<void>;
    heartbeat?: () => void;
    send?: () => void;
  };
  /** Puts rows of JSON behind what is there. */
  add(partition: number, values: readonly unknown[], headers?: (k: number) => IncomingMessage['headers']): void;
  /** Takes the partitions away and gives them back, as a rebalance does. */
  rebalance(): Promise<void>;
  /** Ends the member's run with an error. */
  crash(kind: KafkaErrorKind): void;
  /** Has the member meet an offset that is not in the log. */
  outOfRange(partition: number, offset: bigint): Promise<void>;
}

interface Member {
  handlers: ConsumerHandlers;
  readonly positions: Map<number, bigint>;
  fail(error: unknown): void;
}

export const createMemoryGroup = (partitions = 1): MemoryGroup => {
  let member: Member | null = null;
  const emptyLogs = () => Array.from({ length: partitions }, (): Log => ({ low: 0n, messages: [] }));
  const rangeOf = ({ low, messages }: Log): PartitionOffsets => ({ low, high: low + BigInt(messages.length) });

  const enter = async (joined: Member): Promise<void> => {
    for (const [partition, log] of group.logs!.entries())
      joined.positions.set(partition, group.committed.get(partition) ?? log.low);
    group.paused.clear();
    group.calls.push('assigned');
    await joined.handlers.assigned([...group.logs!.keys()]);
  };

  const fetch = ({ positions }: Member, partition: number): FetchedMessages | null => {
    const log = group.logs![partition]!;
    const { low, high } = rangeOf(log);
    const from = Number(positions.get(partition)! - low);
    const messages = log.messages.slice(from, from + group.fetchRows);
    return messages.length === 0 ? null : { partition, messages, high };
  };

  const group: MemoryGroup = {
    logs: emptyLogs(),
    committed: new Map(),
    metadata: new Map(),
    topicId: 'first',
    letters: [],
    paused: new Set(),
    calls: [],
    fetchRows: 500,
    hooks: {},
    add(partition, values, headers = () => ({})) {
      group.logs ??= emptyLogs();
      const log = group.logs[partition]!;
      for (const [k, value] of values.entries())
        log.messages.push({
          offset: rangeOf(log).high,
          timestamp: 0,
          key: null,
          value: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
          headers: headers(k),
        });
    },
    async rebalance() {
      const joined = member!;
      const all = [...joined.positions.keys()];
      joined.positions.clear();
      await joined.handlers.revoked(all);
      await enter(joined);
    },
    crash: (kind) => member!.fail(trouble(kind)),
    outOfRange: (partition, offset) =>
      member!.handlers.outOfRange!(partition, offset, rangeOf(group.logs![partition]!)),
    client: () => ({
      name: 'memory',
      async admin() {
        group.hooks.admin?.();
        return {
          createTopic: async () => true,
          partitionsOf: async (topic) => (topic.endsWith('letters') ? [0] : group.logs && [...group.logs.keys()]),
          offsetsOf: async () => new Map(group.logs!.map((log, partition) => [partition, rangeOf(log)])),
          topicIdOf: async () => group.topicId,
          committedOf: async () =>
            new Map(
              [...group.committed].map(([partition, offset]) => [
                partition,
                { offset, metadata: group.metadata.get(partition) ?? '' },
              ]),
            ),
          close: async () => {},
        };
      },
      async producer() {
        return {
          async send(_topic, _partition, messages) {
            group.hooks.send?.();
            group.letters.push(...messages);
          },
          close: async () => {},
        };
      },
      async consumer() {
        group.calls.push('consumer');
        group.hooks.consumer?.();
        let stopped = false;
        let mine: Member | null = null;
        return {
          async run(handlers) {
            const failed = new Promise<never>((_, reject) => {
              mine = { handlers, positions: new Map(), fail: reject };
            });
            member = mine;
            const joined = mine!;
            const work = async (): Promise<void> => {
              await enter(joined);
              while (!stopped) {
                for (const partition of joined.positions.keys()) {
                  if (group.paused.has(partition)) continue;
                  const fetched = fetch(joined, partition);
                  if (fetched === null) continue;
                  joined.positions.set(partition, fetched.messages.at(-1)!.offset + 1n);
                  await handlers.messages(fetched);
                }
                await sleep(1);
              }
            };
            await Promise.race([work(), failed]);
          },
          async heartbeat() {
            group.calls.push('heartbeat');
            group.hooks.heartbeat?.();
          },
          async commit(partition, next, metadata) {
            if (stopped) throw trouble('fenced');
            await group.hooks.commit?.(partition, next);
            group.calls.push(`commit ${partition} ${next}`);
            group.committed.set(partition, next);
            group.metadata.set(partition, metadata);
          },
          seek(partition, offset) {
            group.calls.push(`seek ${partition} ${offset}`);
            mine?.positions.set(partition, offset);
          },
          pause(partition) {
            group.calls.push(`pause ${partition}`);
            group.paused.add(partition);
          },
          resume(partition) {
            group.calls.push(`resume ${partition}`);
            group.paused.delete(partition);
          },
          async stop() {
            group.calls.push('stop');
            stopped = true;
          },
          close: async () => {
            stopped = true;
          },
        };
      },
    }),
  };
  return group;
};
