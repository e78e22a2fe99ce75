import { pause } from './pause.js';

/** Lets rows through at no more than a rate, measured over the whole time since the first. */
export interface Pace {
  /** Settles when so many more rows may go. @throws {AbortedError} */
  wait(rows: number, signal: AbortSignal | undefined): Promise<void>;
}

/** Requests a second in which a slow stream is cut, so that it flows rather than drips. */
const REQUESTS_PER_SECOND = 4;

/** Rows of a request at most at this rate. */
export const rowsAtOnce = (rowsPerSecond: number): number =>
  Math.max(1, Math.ceil(rowsPerSecond / REQUESTS_PER_SECOND));

export const createPace = (rowsPerSecond: number): Pace => {
  let next = 0;
  return {
    async wait(rows, signal) {
      const now = performance.now();
      const at = Math.max(now, next);
      next = at + (1000 * rows) / rowsPerSecond;
      if (at > now) await pause(at - now, signal);
    },
  };
};
