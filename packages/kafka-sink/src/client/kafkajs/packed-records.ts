import kafkajs, { type Message } from 'kafkajs';
import { encodeRecords } from '../encode-records.js';
import type { OutgoingMessage } from '../kafka-client.js';

/*
 * kafkajs encodes a record with three headers in some 20 µs, most of what a row costs from the model to the broker: it allocates a
 * buffer for each record and each header, and copies its list of messages once for each of them. It has one place where bytes of
 * ours can take the place of its own, the codec that compresses the records of a batch. So kafkajs gets a list that says how many
 * messages there are and has one to show, with a token in it, and a codec of ours gives it the records that belong to the token,
 * compressed or not. Of a codec's number kafkajs writes the lowest three bits into the batch; the fourth tells our codecs from its own.
 */

// kafkajs is CommonJS: Node does not see all of its names.
const { CompressionCodecs, CompressionTypes } = kafkajs;

interface Codec {
  compress(encoder: { readonly buffer: Buffer }): Promise<Buffer>;
}

const codecs = CompressionCodecs as unknown as Record<number, () => Codec>;

const OURS = 8;

/** Where the token stands in the records of an almost empty request: after six numbers of a byte each. */
const TOKEN_AT = 6;

const TOKEN_BYTES = 8;

const packed = new Map<bigint, Buffer>();
let lastToken = 0n;

const recordsOf = (placeholders: Buffer): Buffer => {
  const records = packed.get(placeholders.readBigUInt64BE(TOKEN_AT));
  if (records === undefined) throw new Error('kafkajs encodes records in another way than it did');
  return records;
};

/** kafkajs's number of a codec that works on packed records. @param type - the number of kafkajs's own, 0 for none */
export const packedType = (type: number): number => {
  codecs[OURS | type] ??= () => ({
    compress: async ({ buffer }) => {
      const records = recordsOf(buffer);
      return type === CompressionTypes.None ? records : codecs[type]!().compress({ buffer: records });
    },
  });
  return OURS | type;
};

/** What kafkajs takes for an encoded record: its bytes come with those of the first. */
const NO_BYTES = Buffer.alloc(0);
const nothing = { buf: NO_BYTES, buffer: NO_BYTES };

/** Does what kafkajs asks of a list of messages: to tell their number, to group them by partition, to encode them. */
class PackedList {
  readonly length: number;
  readonly #partition: number;
  readonly #first: Message;

  constructor(partition: number, length: number, token: Buffer) {
    this.#partition = partition;
    this.length = length;
    this.#first = { partition, key: null, value: token };
  }

  /** Looks for messages without a value. */
  find(): undefined {
    return undefined;
  }

  /** Makes a list for each partition. */
  reduce(): Readonly<Record<number, PackedList>> {
    return { [this.#partition]: this };
  }

  /** Asks for the times of messages that have one, then for their encoded records. */
  map(of: (message: Message, index: number) => unknown): unknown[] {
    const first = of(this.#first, 0);
    if (first === undefined) return [];
    const records = new Array<unknown>(this.length).fill(nothing);
    records[0] = first;
    return records;
  }
}

/** Messages in a form that kafkajs sends without looking at them. */
export interface PackedMessages {
  readonly messages: Message[];
  /** Lets the records go, once kafkajs has settled. */
  release(): void;
}

/** @param messages - at least one */
export const packMessages = (partition: number, messages: readonly OutgoingMessage[]): PackedMessages => {
  const token = ++lastToken;
  packed.set(token, encodeRecords(messages));
  const first = Buffer.alloc(TOKEN_BYTES);
  first.writeBigUInt64BE(token);
  return {
    messages: new PackedList(partition, messages.length, first) as unknown as Message[],
    release: () => void packed.delete(token),
  };
};
