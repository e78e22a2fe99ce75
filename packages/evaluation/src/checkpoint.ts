import { type OnProgress, throwIfAborted, yieldToEventLoop } from '@cvd/core';

/** What every report takes to be watched and stopped. */
export interface WatchOptions {
  /** Stops the work before its next column or pair; the call rejects with an AbortedError. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

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
    throwIfAborted(signal, operation);
    done++;
    onProgress?.({ phase, fraction: Math.min(1, done / steps), step: done });
    await yieldToEventLoop();
    throwIfAborted(signal, operation);
  };
};
