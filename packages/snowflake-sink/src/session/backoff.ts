import { InvalidOptionError } from '@cvd/core';

/** How often and how patiently something is tried again. */
export interface RetryOptions {
  /** Attempts in all. @default 8 */
  readonly attempts?: number;
  /** Upper end of the first wait in milliseconds; it doubles with each. @default 500 */
  readonly firstDelayMs?: number;
  /** Upper end of every wait in milliseconds. @default 15,000 */
  readonly maxDelayMs?: number;
}

export const defaultRetry: Required<RetryOptions> = { attempts: 8, firstDelayMs: 500, maxDelayMs: 15_000 };

/** @throws {InvalidOptionError} */
export const resolveRetry = (options: RetryOptions = {}): Required<RetryOptions> => {
  const retry = { ...defaultRetry, ...options };
  for (const [name, value] of Object.entries(retry))
    if (!Number.isSafeInteger(value) || value < (name === 'attempts' ? 1 : 0))
      throw new InvalidOptionError('snowflakeSink', `retry.${name}`, `must be a whole number; got ${String(value)}`);
  return retry;
};

/** A wait before attempt `next` (2, 3, …): anywhere up to the doubled limit, so that writers do not come back together. */
export const delayBefore = (next: number, { firstDelayMs, maxDelayMs }: Required<RetryOptions>): number =>
  Math.random() * Math.min(maxDelayMs, firstDelayMs * 2 ** (next - 2));

/** Waits, or less long when the signal is given. */
export const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
