import { describe, expect, it } from 'vitest';
import { createRandomSource } from './counter-random.js';
import { philox4x32 } from './philox.js';

/** Known answers of the authors' Random123 library (kat_vectors, philox4x32, 10 rounds). */
const known = [
  { counter: [0, 0, 0, 0], key: [0, 0], out: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
  {
    counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    key: [0xffffffff, 0xffffffff],
    out: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  },
  {
    counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    key: [0xa4093822, 0x299f31d0],
    out: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  },
] as const;

describe('philox4x32', () => {
  it.each(known)('gives the published words for counter $counter', ({ counter: [a, b, c, d], key: [k0, k1], out }) => {
    const words = new Uint32Array(6);
    philox4x32(words, a, b, c, d, k0, k1, 1);
    expect([...words]).toEqual([0, ...out, 0]);
  });
});

describe('wordsInto', () => {
  it('gives the same leading words whatever the length asked for', () => {
    const random = createRandomSource(7).child('x');
    const long = new Uint32Array(11);
    random.wordsInto(long, 2 ** 40 + 5, 3);
    for (const length of [0, 1, 4, 7]) {
      const short = new Uint32Array(length);
      random.wordsInto(short, 2 ** 40 + 5, 3);
      expect([...short]).toEqual([...long.subarray(0, length)]);
    }
  });

  it('starts with the words that uint32 gives', () => {
    const random = createRandomSource(7);
    const words = new Uint32Array(4);
    random.wordsInto(words, 9, 2);
    expect([words[0], words[2]]).toEqual([random.uint32(9, 0, 2), random.uint32(9, 1, 2)]);
  });
});
