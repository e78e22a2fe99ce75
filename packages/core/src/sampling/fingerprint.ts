import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Condition } from '../conditions/condition.js';

/**
 * What tells one stream of rows from another: 16 hexadecimal digits, the first 8 bytes of SHA-256 over the model's digest,
 * the seed and the conditions in order.
 */
export const fingerprint = (modelDigest: string, seed: number, conditions: readonly Condition[]): string => {
  const text = textOf([modelDigest, seed, conditions]);
  return bytesToHex(sha256(utf8ToBytes(text)).subarray(0, 8));
};

/** What tells the samplers of one model from each other: rows are a function of these and of their index. */
export const samplerKey = (seed: number, conditions: readonly Condition[]): string => textOf([seed, conditions]);

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${part}n` : part));
