import { AbortedError } from '../errors/aborted-error.js';

/** @throws {AbortedError} when the signal has been given */
export const throwIfAborted = (signal: AbortSignal | null | undefined, operation: string): void => {
  if (signal?.aborted) throw new AbortedError(operation);
};
