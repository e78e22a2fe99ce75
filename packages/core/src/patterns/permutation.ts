import type { RandomSource } from '../random/random-source.js';

const ROUNDS = 8;
/** Spaces up to this size are permuted as a whole. */
const EXACT = 2n ** 52n;

/**
 * A permutation of 0 … n−1 under the key of `random`, one value at a time: a Feistel network over a grid of a × b ≥ n
 * cells, walked again while it lands past n.
 * Source: Black and Rogaway, "Ciphers with arbitrary finite domains", CT-RSA 2002, methods 2 and 3.
 * @param n - 1 to 2⁵²
 * @param random - of this purpose alone
 */
export const permute = (value: number, n: number, random: RandomSource): number => {
  const a = Math.ceil(Math.sqrt(n));
  const b = Math.ceil(n / a);
  let at = value;
  do {
    let left = at % a;
    let right = Math.floor(at / a);
    for (let round = 0; round < ROUNDS; round += 2) {
      left = (left + (random.uint32(right, round) % a)) % a;
      right = (right + (random.uint32(left, round + 1) % b)) % b;
    }
    at = right * a + left;
  } while (at >= n);
  return at;
};

/** A random index below `size`, the same for the same row; biased by less than 2⁻⁶⁴. */
const indexBelow = (size: bigint, row: number, random: RandomSource): bigint => {
  const words = Math.ceil(size.toString(2).length / 32) + 2;
  let drawn = 0n;
  for (let word = 0; word < words; word++) drawn = (drawn << 32n) | BigInt(random.uint32(row, word));
  return drawn % size;
};

/** How many rows {@link uniqueIndices} serves. */
export const uniqueRows = (size: bigint): number => Number(size < EXACT ? size : EXACT);

/**
 * An index below `size` for each row, different for different rows below {@link uniqueRows}. Larger spaces are cut into
 * 2⁵² blocks of equal size: the rows permute the blocks and draw inside them.
 */
export const uniqueIndices = (size: bigint, random: RandomSource): ((row: number) => bigint) => {
  const permutation = random.child('permutation');
  if (size <= EXACT) return (row) => BigInt(permute(row, Number(size), permutation));
  const inside = random.child('inside');
  const block = size / EXACT;
  return (row) => BigInt(permute(row, Number(EXACT), permutation)) * block + indexBelow(block, row, inside);
};
