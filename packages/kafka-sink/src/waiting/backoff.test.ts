import { describe, expect, it } from 'vitest';
import { backoffMs, pause, within } from './backoff.js';

describe('backoffMs', () => {
  it('doubles up to the ceiling, in the upper half', () => {
    const options = { minDelayMs: 100, maxDelayMs: 1000 };
    expect([1, 2, 3, 4, 5, 6, 7].map((attempt) => backoffMs(attempt, options, 0.999_999))).toEqual([
      0, 100, 200, 400, 800, 1000, 1000,
    ]);
    expect([2, 3, 9].map((attempt) => backoffMs(attempt, options, 0))).toEqual([50, 100, 500]);
  });

  it('stays a number however often it has failed', () => {
    expect(backoffMs(1e6, {}, 0)).toBe(5000);
  });
});

describe('pause', () => {
  it('ends early at any of its signals, and at once when one was given before', async () => {
    const first = new AbortController();
    const waiting = pause(1e8, first.signal, new AbortController().signal);
    first.abort();
    await waiting;
    await pause(1e8, AbortSignal.abort());
  });
});

describe('within', () => {
  it('tells work that is done from work that takes longer, and throws what it throws', async () => {
    expect(await within(1e8, Promise.resolve('done'))).toBe(true);
    expect(await within(1, new Promise(() => {}))).toBe(false);
    await expect(within(1e8, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});
