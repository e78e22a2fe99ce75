import type { OnProgress } from '@cvd/core';
import type { Found } from './nearest-collectors.js';
import { type Search, type Share, searchShare } from './search.js';

export interface SearchJob {
  readonly search: Search;
  readonly share: Share;
}

/** What worker threads run: a share of a search. */
export const searchJob = (
  { search, share }: SearchJob,
  { onProgress }: { readonly onProgress: OnProgress },
): Promise<Found> => searchShare(search, share, { onProgress });
