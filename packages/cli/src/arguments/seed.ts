import { randomInt } from 'node:crypto';
import { UsageError } from '../errors/usage-error.js';

/** `--seed N`. @throws {UsageError} unless it is a whole number from 0 to 2⁵³−1 */
export const parseSeed = (text: string): number => {
  const seed = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(seed)) {
    throw new UsageError(`--seed ${text}: a seed is a whole number from 0 to ${Number.MAX_SAFE_INTEGER}.`);
  }
  return seed;
};

/** A seed for when none was given; short enough to be typed again. */
export const drawSeed = (): number => randomInt(2 ** 32);
