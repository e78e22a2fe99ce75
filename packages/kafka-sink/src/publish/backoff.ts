/** Milliseconds of the first wait at most, and of any. */
const FIRST = 100;
const LONGEST = 5000;

/**
 * Milliseconds to wait before another try: twice as long after each, up to 5 s, and a random part of it taken off, so that
 * many publishers do not come back together.
 * @param failed - tries that have failed, from 1
 */
export const backoffMs = (failed: number, random: () => number = Math.random): number =>
  Math.min(LONGEST, FIRST * 2 ** Math.min(failed - 1, 16)) * (0.5 + random() / 2);
