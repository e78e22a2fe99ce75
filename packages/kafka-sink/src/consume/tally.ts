import type { ConsumeEvent } from './consume-event.js';
import type { ConsumeCounts } from './consume-report.js';

/** Counts what happens and tells it on. */
export interface Tally {
  counts(): ConsumeCounts;
  /** Counts the event in and hands it to the listener. */
  tell(event: ConsumeEvent): void;
  /** A new client consumer had to be made. */
  restarted(): void;
}

/** @param failed - told what the listener has thrown */
export const createTally = (
  onEvent: ((event: ConsumeEvent) => void) | undefined,
  failed: (error: unknown) => void,
): Tally => {
  const counts = {
    rows: 0,
    written: 0,
    refused: 0,
    deadLetters: 0,
    batches: 0,
    retries: 0,
    rebalances: 0,
    restarts: 0,
  };
  return {
    counts: () => ({ ...counts }),
    tell(event) {
      if (event.type === 'batch') {
        counts.rows += event.rows;
        counts.written += event.written;
        counts.refused += event.refused;
        counts.deadLetters += event.deadLetters;
        counts.batches++;
      }
      if (event.type === 'retry') counts.retries++;
      if (event.type === 'revoked') counts.rebalances++;
      try {
        onEvent?.(event);
      } catch (error) {
        failed(error);
      }
    },
    restarted() {
      counts.restarts++;
    },
  };
};
