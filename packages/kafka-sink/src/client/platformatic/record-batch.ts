import { encodeRecords } from '../encode-records.js';
import type { OutgoingMessage } from '../kafka-client.js';

/** What a batch says of itself beside its records. */
export interface BatchFacts {
  readonly producerId: bigint;
  readonly producerEpoch: number;
  /** Number of its first record among those of the producer in the partition. */
  readonly sequence: number;
  /** Milliseconds since 1970, of all its records. */
  readonly timestamp: number;
}

/** How the library compresses and counts checksums. */
export interface BatchCodec {
  /** Of the batch's attributes. */
  readonly bitmask: number;
  compress(records: Buffer): Buffer;
  crc32c(bytes: Buffer): number;
}

const MAGIC = 2;

/*
 * Where the fields of a record batch stand: BaseOffset 8, Length 4, PartitionLeaderEpoch 4, Magic 1, CRC 4, Attributes 2, LastOffsetDelta 4,
 * FirstTimestamp 8, MaxTimestamp 8, ProducerId 8, ProducerEpoch 2, BaseSequence 4, count of records 4. The length is that of what follows
 * it, the CRC is of what follows that. Source: kafka.apache.org/documentation/#recordbatch.
 */
const AT = {
  length: 8,
  magic: 16,
  crc: 17,
  attributes: 21,
  lastOffsetDelta: 23,
  firstTimestamp: 27,
  maxTimestamp: 35,
  producerId: 43,
  producerEpoch: 51,
  sequence: 53,
  count: 57,
  records: 61,
} as const;

/** @param messages - at least one */
export const encodeRecordBatch = (
  messages: readonly OutgoingMessage[],
  { producerId, producerEpoch, sequence, timestamp }: BatchFacts,
  { bitmask, compress, crc32c }: BatchCodec,
): Buffer => {
  const encoded = encodeRecords(messages);
  const records = bitmask === 0 ? encoded : compress(encoded);
  const batch = Buffer.alloc(AT.records + records.length);
  batch.writeInt32BE(batch.length - AT.length - 4, AT.length);
  batch.writeInt8(MAGIC, AT.magic);
  batch.writeInt16BE(bitmask, AT.attributes);
  batch.writeInt32BE(messages.length - 1, AT.lastOffsetDelta);
  batch.writeBigInt64BE(BigInt(timestamp), AT.firstTimestamp);
  batch.writeBigInt64BE(BigInt(timestamp), AT.maxTimestamp);
  batch.writeBigInt64BE(producerId, AT.producerId);
  batch.writeInt16BE(producerEpoch, AT.producerEpoch);
  batch.writeInt32BE(sequence, AT.sequence);
  batch.writeInt32BE(messages.length, AT.count);
  batch.set(records, AT.records);
  batch.writeUInt32BE(crc32c(batch.subarray(AT.attributes)) >>> 0, AT.crc);
  return batch;
};
