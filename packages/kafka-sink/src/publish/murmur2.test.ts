import { describe, expect, it } from 'vitest';
import { murmur2, partitionOfKey } from './murmur2.js';

/** Vectors of Kafka's own test, `org.apache.kafka.common.utils.UtilsTest.testMurmur2`. */
const vectors: readonly (readonly [string, number])[] = [
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
];

describe('murmur2', () => {
  it.each(vectors)('hashes %s as Kafka does', (text, hash) => {
    expect(murmur2(Buffer.from(text))).toBe(hash);
  });

  it('gives partitions as Kafka does: the hash without its sign bit, modulo', () => {
    for (const [text, hash] of vectors)
      for (const partitions of [1, 3, 7, 100])
        expect(partitionOfKey(Buffer.from(text), partitions)).toBe(
          Number(BigInt.asUintN(31, BigInt(hash)) % BigInt(partitions)),
        );
  });
});
