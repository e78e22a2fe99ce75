import { AbortedError, type OnProgress } from '@cvd/core';

/** What every report takes to be watched and stopped. */
export interface WatchOptions {
  /** Stops the work before its next column or pair; the call rejects with {@link AbortedError}. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/** Lets timers, requests and the like run. */
const yieldToOthers = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });

/** Called after each column or pair. */
export type Checkpoint = (phase: string, step?: number) => Promise<void>;

/**
 * Counts steps, tells their progress, lets other work on this thread run and stops at the signal.
 * @param steps - how many there will be in all
 */
export const createCheckpoint = (
  operation: string,
  steps: number,
  { signal, onProgress }: WatchOptions,
): Checkpoint => {
  let done = 0;
  return async (phase) => {
    if (signal?.aborted) throw new AbortedError(operation);
    done++;
    onProgress?.({ phase, fraction: Math.min(1, done / steps), step: done });
    await yieldToOthers();
    if (signal?.aborted) throw new AbortedError(operation);
  };
};
