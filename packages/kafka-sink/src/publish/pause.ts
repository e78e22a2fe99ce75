import { setTimeout as sleep } from 'node:timers/promises';
import { AbortedError } from '@cvd/core';

/** Waits. @throws {AbortedError} as soon as the signal is given */
export const pause = async (milliseconds: number, signal: AbortSignal | undefined): Promise<void> => {
  try {
    await sleep(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    if (signal?.aborted) throw new AbortedError('kafka sink: write');
    throw error;
  }
};
