import type { Kafka } from 'kafkajs';

/*
 * kafkajs asks for metadata in a version that has no topic ids (KIP-516). Here its connections, with their TLS and SASL, carry the
 * question in the first version that has them. What is used of kafkajs is its own affair, so its version is pinned.
 *
 * Metadata Request v10 => [topics] allow_auto_topic_creation include_cluster_ops include_topic_ops TAGS; topic => topic_id name TAGS
 * Metadata Response v10 => throttle [brokers] cluster_id controller_id [topics] …; broker => id host port rack TAGS;
 * topic => error_code name topic_id …. Lengths are unsigned varints, one more than the length, 0 for null; both have TAGS in their
 * header. Source: kafka.apache.org/protocol, KIP-482.
 */

const METADATA = 3;
const VERSION_WITH_IDS = 10;
const NO_ID = '0'.repeat(32);

/** What kafkajs takes for one of its own encoders. */
interface Encoded {
  readonly buf: Buffer;
  readonly buffer: Buffer;
}

interface Answer {
  readonly id: string | null;
}

interface RawCall {
  readonly request: { apiKey: number; apiVersion: number; apiName: string; encode(): Promise<Encoded> };
  readonly response: { decode(payload: Buffer): Promise<Answer>; parse(answer: Answer): Promise<string | null> };
}

interface Broker {
  readonly versions: Readonly<Record<number, { readonly maxVersion: number }>>;
  readonly connectionPool: { send(call: RawCall): Promise<string | null> };
}

interface Cluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  /** The broker of `connect`. */
  readonly brokerPool: { readonly seedBroker: Broker };
}

const clusterOf = (kafka: Kafka): Cluster => {
  const create = Object.getOwnPropertySymbols(kafka).find(
    ({ description }) => description === 'private:Kafka:createCluster',
  )!;
  return (kafka as unknown as Record<symbol, (options: object) => Cluster>)[create]!({ allowAutoTopicCreation: false });
};

const varint = (value: number): number[] => (value > 0x7f ? [(value & 0x7f) | 0x80, ...varint(value >>> 7)] : [value]);

const encodeRequest = (topic: string): Buffer => {
  const name = Buffer.from(topic, 'utf8');
  const none = 0;
  return Buffer.concat([
    Buffer.from([none, ...varint(2)]), // the header's tags; one topic
    Buffer.alloc(16),
    Buffer.from(varint(name.length + 1)),
    name,
    Buffer.from([none, ...[0, 0, 0], none]),
  ]);
};

class FlexibleReader {
  #at = 0;

  constructor(readonly bytes: Buffer) {}

  skip(bytes: number): void {
    this.#at += bytes;
  }

  varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.#at++]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  int16(): number {
    this.#at += 2;
    return this.bytes.readInt16BE(this.#at - 2);
  }

  skipText(): void {
    this.skip(Math.max(0, this.varint() - 1));
  }

  skipTags(): void {
    for (let left = this.varint(); left > 0; left--) {
      this.varint();
      this.skip(this.varint());
    }
  }

  hex(bytes: number): string {
    this.#at += bytes;
    return this.bytes.toString('hex', this.#at - bytes, this.#at);
  }
}

const decodeResponse = (payload: Buffer): string | null => {
  const reader = new FlexibleReader(payload);
  reader.skipTags();
  reader.skip(4);
  for (let brokers = reader.varint() - 1; brokers > 0; brokers--) {
    reader.skip(4);
    reader.skipText();
    reader.skip(4);
    reader.skipText();
    reader.skipTags();
  }
  reader.skipText();
  reader.skip(4);
  if (reader.varint() < 2) return null;
  const error = reader.int16();
  reader.skipText();
  const id = reader.hex(16);
  return error !== 0 || id === NO_ID ? null : id;
};

const topicIdCall = (topic: string): RawCall => ({
  request: {
    apiKey: METADATA,
    apiVersion: VERSION_WITH_IDS,
    apiName: 'Metadata',
    encode: async () => {
      const buffer = encodeRequest(topic);
      return { buf: buffer, buffer };
    },
  },
  response: { decode: async (payload) => ({ id: decodeResponse(payload) }), parse: async ({ id }) => id },
});

/** Asks for the ids of topics, over a connection of its own that is made when the first one is wanted. */
export interface TopicIdReader {
  /** @returns 32 hexadecimal digits; null where there is no such topic, or the broker is older than 2.8 and has no ids */
  idOf(topic: string): Promise<string | null>;
  close(): Promise<void>;
}

export const createTopicIdReader = (kafka: Kafka): TopicIdReader => {
  let opening: Promise<Cluster> | null = null;
  const open = async (): Promise<Cluster> => {
    const cluster = clusterOf(kafka);
    await cluster.connect();
    return cluster;
  };
  const close = async (): Promise<void> => {
    const opened = opening;
    opening = null;
    await opened?.then((cluster) => cluster.disconnect()).catch(() => undefined);
  };
  return {
    async idOf(topic) {
      opening ??= open();
      try {
        const { versions, connectionPool } = (await opening).brokerPool.seedBroker;
        if (versions[METADATA]!.maxVersion < VERSION_WITH_IDS) return null;
        return await connectionPool.send(topicIdCall(topic));
      } catch (error) {
        await close(); // the next question is asked over a new connection
        throw error;
      }
    },
    close,
  };
};
