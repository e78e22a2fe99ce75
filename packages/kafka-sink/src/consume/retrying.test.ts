import { describe, expect, it } from 'vitest';
import { Abandoned, type RetryPlan, retrying } from './retrying.js';

const plan = (overrides: Partial<RetryPlan> = {}): RetryPlan => ({
  retry: { minDelayMs: 1, maxDelayMs: 2 },
  mayPass: (error) => (error as Error).message === 'busy',
  onRetry: () => {},
  abandon: new AbortController().signal,
  ...overrides,
});

/** Work that fails so many times. */
const failing = (times: number, message = 'busy') => {
  let calls = 0;
  const work = async (): Promise<number> => {
    if (++calls <= times) throw new Error(message);
    return calls;
  };
  return { work, calls: () => calls };
};

describe('retrying', () => {
  it('does it again until it is done, telling each attempt to come', async () => {
    const told: [number, string][] = [];
    const onRetry = (attempt: number, _: number, error: Error) => told.push([attempt, error.message]);
    expect(await retrying(failing(3).work, plan({ onRetry }))).toBe(4);
    expect(told).toEqual([
      [2, 'busy'],
      [3, 'busy'],
      [4, 'busy'],
    ]);
  });

  it('throws what will not pass at once', async () => {
    const { work, calls } = failing(3, 'broken');
    await expect(retrying(work, plan())).rejects.toThrow('broken');
    expect(calls()).toBe(1);
  });

  it('is abandoned in its pause, after the attempt under way, and before the first', async () => {
    const pausing = new AbortController();
    const waiting = retrying(
      failing(9).work,
      plan({ retry: { minDelayMs: 1e8, maxDelayMs: 1e8 }, abandon: pausing.signal, onRetry: () => pausing.abort() }),
    );
    await expect(waiting).rejects.toThrow(Abandoned);
    const attempting = new AbortController();
    const work = async () => {
      attempting.abort();
      return 'done all the same';
    };
    expect(await retrying(work, plan({ abandon: attempting.signal }))).toBe('done all the same');
    await expect(retrying(work, plan({ abandon: AbortSignal.abort() }))).rejects.toThrow(Abandoned);
  });

  it('tries at once when hurried, and goes on pausing afterwards', async () => {
    const hurry = new AbortController();
    const { work, calls } = failing(4);
    const attempts: number[] = [];
    const onRetry = (attempt: number) => {
      attempts.push(attempt);
      if (attempt === 2) setImmediate(() => hurry.abort());
    };
    const retry = { minDelayMs: 1e8, maxDelayMs: 1e8 };
    const abandon = new AbortController();
    const waiting = retrying(work, plan({ retry, onRetry, hurry: hurry.signal, abandon: abandon.signal }));
    while (attempts.length < 2) await new Promise((resolve) => setImmediate(resolve));
    expect(calls()).toBe(2);
    abandon.abort();
    await expect(waiting).rejects.toThrow(Abandoned);
  });
});
