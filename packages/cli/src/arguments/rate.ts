import { UsageError } from '../errors/usage-error.js';

/** `--rate N`, rows a second. @throws {UsageError} unless it is a number above 0 */
export const parseRate = (text: string): number => {
  const rate = text.trim() === '' ? Number.NaN : Number(text);
  if (!(rate > 0 && rate < Number.POSITIVE_INFINITY))
    throw new UsageError(`--rate ${text}: a number of rows a second above 0 was expected.`);
  return rate;
};
