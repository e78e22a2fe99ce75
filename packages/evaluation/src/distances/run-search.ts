import { availableThreads, callInWorker, type Execution, NoWorkerError, type OnProgress } from '@cvd/core';
import type { WatchOptions } from '../checkpoint.js';
import { emptyFound, type Found } from './nearest-collectors.js';
import { type Search, searchShare } from './search.js';
import type { SearchJob } from './search-job.js';

/** Where and how a search runs; its results depend on none of it. */
export interface SearchOptions extends WatchOptions {
  /** 'worker' keeps the caller's thread free. @default 'worker' above 20 million pairs of rows, else 'inline' */
  readonly execution?: Execution | undefined;
  /** Worker threads at most. @default the number of processor cores */
  readonly workers?: number | undefined;
}

/** A thread starts in the time that some ten million pairs take. */
const INLINE_PAIRS = 20_000_000;

const module = { url: new URL('./search-job.js', import.meta.url).href, export: 'searchJob' };

/** The mean of what the workers have done. */
const together = (workers: number, onProgress: OnProgress | undefined): ((worker: number) => OnProgress) => {
  const fractions = new Float64Array(workers);
  return (worker) => (progress) => {
    fractions[worker] = progress.fraction;
    onProgress?.({ phase: progress.phase, fraction: fractions.reduce((sum, each) => sum + each, 0) / workers });
  };
};

const inWorkers = async (search: Search, workers: number, { signal, onProgress }: WatchOptions): Promise<Found> => {
  const { queries } = search.pair.rows;
  const { slots } = search;
  // One that fails takes the others with it.
  const stop = new AbortController();
  const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const progressOf = together(workers, onProgress);
  const calls = Array.from({ length: workers }, (_, first) => {
    const job: SearchJob = { search, share: { first, step: workers } };
    return callInWorker<Found>(module, job, { operation: 'distances', signal: either, onProgress: progressOf(first) });
  });
  try {
    const shares = await Promise.all(calls);
    const all = emptyFound(queries, slots);
    for (const [first, { sums, rows }] of shares.entries()) {
      for (let query = first, at = 0; query < queries; query += workers, at += slots) {
        all.sums.set(sums.subarray(at, at + slots), query * slots);
        all.rows.set(rows.subarray(at, at + slots), query * slots);
      }
    }
    return all;
  } catch (error) {
    stop.abort();
    await Promise.allSettled(calls);
    throw error;
  }
};

/** @throws {AbortedError | WorkerFailedError} */
export const runSearch = async (
  search: Search,
  { execution, workers = availableThreads(), ...watch }: SearchOptions,
): Promise<Found> => {
  const { queries, reference } = search.pair.rows;
  if ((execution ?? (queries * reference > INLINE_PAIRS ? 'worker' : 'inline')) === 'worker') {
    try {
      return await inWorkers(search, Math.max(1, Math.min(workers, queries)), watch);
    } catch (error) {
      if (!(error instanceof NoWorkerError)) throw error;
    }
  }
  return searchShare(search, { first: 0, step: 1 }, watch);
};
