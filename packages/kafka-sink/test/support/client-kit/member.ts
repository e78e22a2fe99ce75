import type {
  ConsumerHandlers,
  ConsumerSettings,
  FetchedMessages,
  IncomingMessage,
  KafkaClient,
  KafkaConsumer,
} from '../../../src/client/kafka-client.js';

/** What a member of a group was told, and what it does with messages unless the check says otherwise. */
export interface Member {
  readonly consumer: KafkaConsumer;
  /** In the order in which they came, all partitions together. */
  readonly received: { readonly partition: number; readonly message: IncomingMessage }[];
  readonly assigned: number[][];
  readonly revoked: number[][];
  readonly outOfRange: { partition: number; offset: bigint; low: bigint; high: bigint }[];
  /** Settles as `run` does; never unhandled. */
  readonly ended: Promise<{ readonly error: unknown }>;
  /** Stops it in good order. */
  readonly leave: () => Promise<void>;
}

export type MemberHandlers = {
  readonly [name in keyof ConsumerHandlers]?: (
    consumer: KafkaConsumer,
    ...told: Parameters<NonNullable<ConsumerHandlers[name]>>
  ) => Promise<void>;
};

export const defaultSettings = {
  sessionTimeoutMs: 6_000,
  rebalanceTimeoutMs: 20_000,
  maxBytesPerPartition: 1 << 20,
  concurrency: 2,
};

/** Makes a consumer and has it run. */
export const startMember = async (
  client: KafkaClient,
  settings: Pick<ConsumerSettings, 'topic' | 'groupId'> & Partial<ConsumerSettings>,
  { assigned, revoked, messages, outOfRange }: MemberHandlers = {},
): Promise<Member> => {
  const consumer = await client.consumer({ ...defaultSettings, ...settings });
  const told = {
    received: [] as { partition: number; message: IncomingMessage }[],
    assigned: [] as number[][],
    revoked: [] as number[][],
    outOfRange: [] as Member['outOfRange'][number][],
  };
  const running = consumer.run({
    assigned: async (partitions) => {
      told.assigned.push([...partitions]);
      await assigned?.(consumer, partitions);
    },
    revoked: async (partitions) => {
      told.revoked.push([...partitions]);
      await revoked?.(consumer, partitions);
    },
    messages: async (batch: FetchedMessages) => {
      await messages?.(consumer, batch);
      for (const message of batch.messages) told.received.push({ partition: batch.partition, message });
    },
    ...(outOfRange && {
      outOfRange: async (partition, offset, log) => {
        told.outOfRange.push({ partition, offset, ...log });
        await outOfRange(consumer, partition, offset, log);
      },
    }),
  });
  const ended = running.then(
    () => ({ error: undefined }),
    (error: unknown) => ({ error }),
  );
  return { consumer, ...told, ended, leave: () => consumer.close() };
};

/** Waits until something holds; the limit only says that it never will. */
export const until = async (holds: () => boolean | Promise<boolean>, limitMs = 45_000): Promise<void> => {
  const end = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It did not come to be within ${limitMs / 1000} s: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

export const text = (bytes: Uint8Array | null | undefined): string | null =>
  bytes === null || bytes === undefined ? null : new TextDecoder().decode(bytes);

export const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);

/** Values of messages m0, m1, … */
export const numbered = (count: number, from = 0) =>
  Array.from({ length: count }, (_, k) => ({ key: null, value: bytes(`m${from + k}`), headers: {} }));

export const values = (received: Member['received']): (string | null)[] =>
  received.map(({ message }) => text(message.value));

export const names = (count: number, from = 0): string[] => Array.from({ length: count }, (_, k) => `m${from + k}`);
