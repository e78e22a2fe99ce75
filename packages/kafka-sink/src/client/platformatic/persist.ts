import { backoffMs, pause } from '../../waiting/backoff.js';
import { KafkaError, type KafkaErrorKind } from '../kafka-error.js';

export interface Persistence {
  /** Milliseconds after which the next failure counts. */
  readonly limitMs: number;
  /** Kinds that may pass. */
  readonly passing: readonly KafkaErrorKind[];
  /** Ends the waiting; the failure counts then. */
  readonly until?: AbortSignal;
}

/** Does something again while it fails in a way that may pass. @throws what it threw last */
export const persist = async <T>(work: () => Promise<T>, { limitMs, passing, until }: Persistence): Promise<T> => {
  const end = performance.now() + limitMs;
  for (let attempt = 2; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const passes = error instanceof KafkaError && passing.includes(error.kind);
      if (!passes || until?.aborted || performance.now() > end) throw error;
      await pause(backoffMs(attempt, { minDelayMs: 50, maxDelayMs: 1_000 }), ...(until ? [until] : []));
      if (until?.aborted) throw error;
    }
  }
};
