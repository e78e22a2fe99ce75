import type { Progress } from '@cvd/core';

/** What the page asks of the worker. */
export type ToWorker =
  | {
      readonly type: 'train';
      readonly csv: string;
      /** Of `ctgan`, as its schema names them. */
      readonly options: Readonly<Record<string, unknown>>;
      /** How many rows to make. */
      readonly rows: number;
    }
  | { readonly type: 'stop' };

/** What the page hears from it. */
export type FromWorker =
  | { readonly type: 'progress'; readonly progress: Progress }
  | {
      readonly type: 'made';
      readonly csv: string;
      /** The first rows as text, below the names of the columns. */
      readonly names: readonly string[];
      readonly preview: readonly (readonly string[])[];
      readonly rows: number;
      readonly seconds: number;
      readonly warnings: readonly string[];
    }
  | { readonly type: 'stopped' }
  | { readonly type: 'failed'; readonly message: string };
