import type { OnProgress } from '@cvd/core';
import type { Console } from '../output/console.js';

/** Runs a part of the demo under a progress view of its own. */
export const watched = async <T>(console: Console, work: (onProgress: OnProgress) => Promise<T>): Promise<T> => {
  const progress = console.progress();
  return work(progress.update).finally(() => progress.done());
};
