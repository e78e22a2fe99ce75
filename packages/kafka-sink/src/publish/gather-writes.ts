import type { Batch } from '@cvd/core';
import { pause } from '../waiting/backoff.js';

/** A write that waits for its turn, or has gone with another. */
export interface GatheredWrite {
  readonly batch: Batch;
  readonly signal: AbortSignal | undefined;
  /** Settles as the sending does that it went with; null while it waits. */
  sent: Promise<void> | null;
}

/** Small writes that are called at the same time go out together, up to so many rows. */
export interface Gathering {
  add(batch: Batch, signal: AbortSignal | undefined): GatheredWrite;
  /** Takes the first that waits and those behind it that can go with it; waits for some of these while there are few rows. */
  take(first: GatheredWrite): Promise<readonly GatheredWrite[]>;
  /** It goes with none any more. */
  drop(write: GatheredWrite): void;
}

const goesWith = (a: GatheredWrite, b: GatheredWrite): boolean =>
  a.signal === b.signal && a.batch.runId === b.batch.runId && a.batch.fingerprint === b.batch.fingerprint;

/**
 * @param lingerMs - milliseconds that the first waits for others
 * @param enoughRows - with which nothing waits, and beyond which nothing more goes along
 */
export const createGathering = (lingerMs: number, enoughRows: number): Gathering => {
  const waiting: GatheredWrite[] = [];
  let enough = new AbortController();

  const rowsWaiting = (): number => waiting.reduce((sum, { batch }) => sum + batch.table.rows, 0);

  return {
    add(batch, signal) {
      const write: GatheredWrite = { batch, signal, sent: null };
      waiting.push(write);
      if (rowsWaiting() >= enoughRows) enough.abort();
      return write;
    },
    async take(first) {
      if (lingerMs > 0 && rowsWaiting() < enoughRows)
        await pause(lingerMs, enough.signal, ...(first.signal === undefined ? [] : [first.signal]));
      enough = new AbortController();
      let end = 1;
      let rows = first.batch.table.rows;
      for (; end < waiting.length && goesWith(first, waiting[end]!); end++) {
        rows += waiting[end]!.batch.table.rows;
        if (rows > enoughRows) break;
      }
      return waiting.splice(0, end);
    },
    drop(write) {
      const at = waiting.indexOf(write);
      if (at >= 0) waiting.splice(at, 1);
    },
  };
};
