import { type OnProgress, throwIfAborted, yieldToEventLoop } from '@cvd/core';
import type { EncodedPair } from './encode-pair.js';
import { cutCollector, emptyFound, type Found, nearestCollector } from './nearest-collectors.js';
import type { ReferenceIndex } from './reference-index.js';
import { createScan } from './scan-query.js';

/** One search; plain data and shared memory, so that it can travel to workers. */
export interface Search {
  readonly pair: EncodedPair;
  readonly index: ReferenceIndex;
  /** Entries to be found for each query. */
  readonly slots: number;
  /** For each row of the reference the cuts that hold it, one bit a slot; null = the slots are the nearest rows. */
  readonly cuts: Int32Array | null;
}

/** Every `step`-th query from `first` on: what one worker does. */
export interface Share {
  readonly first: number;
  readonly step: number;
}

/** Pairs of rows between two looks at the signal: some ten milliseconds. */
const PAIRS = 4_000_000;

export const shareRows = (queries: number, { first, step }: Share): number =>
  Math.max(0, Math.ceil((queries - first) / step));

/** The results of a share, in the order of its queries. @throws {AbortedError} */
export const searchShare = async (
  { pair, index, slots, cuts }: Search,
  share: Share,
  { signal, onProgress }: { readonly signal?: AbortSignal | undefined; readonly onProgress?: OnProgress | undefined },
): Promise<Found> => {
  const { rows } = pair;
  const count = shareRows(rows.queries, share);
  const all = emptyFound(count, slots);
  const collect = (): Parameters<typeof createScan>[2] => {
    const inner = cuts ? cutCollector(all, cuts) : nearestCollector(all);
    return { ...inner, finish: (query) => inner.finish((query - share.first) / share.step) };
  };
  const scan = createScan(pair, index, collect());
  const piece = Math.max(1, Math.floor(PAIRS / Math.max(1, index.rowAt.length)));
  for (let done = 0; done < count; done++) {
    if (done % piece === 0) {
      await yieldToEventLoop();
      throwIfAborted(signal, 'distances');
      onProgress?.({ phase: 'distances', fraction: done / count, step: done });
    }
    scan(share.first + done * share.step);
  }
  throwIfAborted(signal, 'distances');
  onProgress?.({ phase: 'distances', fraction: 1, step: count });
  return all;
};
