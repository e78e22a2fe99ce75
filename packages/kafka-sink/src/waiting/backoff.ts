/** Pauses between attempts: they double from `minDelayMs` up to `maxDelayMs`, each drawn from its upper half at random. */
export interface RetryOptions {
  /** Milliseconds before the second attempt. @default 200 */
  readonly minDelayMs?: number;
  /** Milliseconds a pause has at most. @default 10,000 */
  readonly maxDelayMs?: number;
}

/**
 * Milliseconds to wait before attempt `attempt` (the first is 1, and waits for nothing): doubled each time up to the ceiling, and
 * drawn from the upper half of that, so that members that failed together do not come back together.
 * @param random - a number from 0 to below 1
 */
export const backoffMs = (
  attempt: number,
  { minDelayMs = 200, maxDelayMs = 10_000 }: RetryOptions,
  random: number = Math.random(),
): number => {
  if (attempt <= 1) return 0;
  const full = Math.min(maxDelayMs, minDelayMs * 2 ** Math.min(attempt - 2, 52));
  return Math.round(full * (0.5 + 0.5 * random));
};

/** Waits; shorter where one of the signals is given meanwhile, which is no error. */
export const pause = (milliseconds: number, ...signals: readonly AbortSignal[]): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    for (const signal of signals) signal.addEventListener('abort', end, { once: true });
    if (signals.some(({ aborted }) => aborted)) end();
  });

/** Settles as the work does, or with `false` after so many milliseconds; the work goes on then. */
export const within = async (milliseconds: number, work: Promise<unknown>): Promise<boolean> => {
  const over = new AbortController();
  try {
    return await Promise.race([work.then(() => true), pause(milliseconds, over.signal).then(() => false)]);
  } finally {
    over.abort();
  }
};
