import type { Platformatic } from './load-platformatic.js';

/*
 * Java's clients and brokers write snappy in frames of their own (xerial/snappy-java): a header of 16 bytes, then blocks, each behind its
 * length. The library knows blocks only, and its one codec for snappy is shared by all that use it; it learns the frames here.
 */

const MAGIC = Buffer.from('\x82SNAPPY\x00', 'latin1');
const HEADER_BYTES = 16;
const LENGTH_BYTES = 4;

interface Codec {
  decompressSync(data: Buffer): Buffer;
}

const learned = new WeakSet<Codec>();

export const decompressFramed = (data: Buffer, decompress: (block: Buffer) => Buffer): Buffer => {
  if (!data.subarray(0, MAGIC.length).equals(MAGIC)) return decompress(data);
  const parts: Buffer[] = [];
  for (let at = HEADER_BYTES; at < data.length; ) {
    const end = at + LENGTH_BYTES + data.readInt32BE(at);
    parts.push(decompress(data.subarray(at + LENGTH_BYTES, end)));
    at = end;
  }
  return Buffer.concat(parts);
};

/** Has the library's codec take either form. */
export const learnFramedSnappy = ({ compressionsAlgorithms }: Platformatic): void => {
  const codec: Codec = compressionsAlgorithms.snappy;
  if (learned.has(codec)) return;
  learned.add(codec);
  const decompress = codec.decompressSync.bind(codec);
  codec.decompressSync = (data) => (Buffer.isBuffer(data) ? decompressFramed(data, decompress) : decompress(data));
};
