import { UsageError } from '../errors/usage-error.js';

/** Seconds, as of `--max-seconds S`. @throws {UsageError} unless above 0 */
export const parseSeconds =
  (option: string) =>
  (text: string): number => {
    const seconds = text.trim() === '' ? Number.NaN : Number(text);
    if (!(seconds > 0 && seconds < Number.POSITIVE_INFINITY))
      throw new UsageError(`${option} ${text}: a number of seconds above 0 was expected.`);
    return seconds;
  };

/** `--threads N`. @throws {UsageError} unless it is a whole number from 1 */
export const parseThreads = (text: string): number => {
  const threads = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(threads >= 1 && threads <= 1024))
    throw new UsageError(`--threads ${text}: a whole number from 1 to 1024 was expected.`);
  return threads;
};
