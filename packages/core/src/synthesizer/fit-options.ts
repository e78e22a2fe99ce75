import type { Metadata } from '../metadata/metadata.js';
import type { OnProgress } from '../progress/progress.js';

/** Where long work runs. */
export type Execution = 'worker' | 'inline';

export interface FitOptions {
  /** How to read the columns; detected from the data when absent. */
  readonly metadata?: Metadata;
  readonly onProgress?: OnProgress;
  /** Stops the fit within one step; the model stays as it was before the call. */
  readonly signal?: AbortSignal;
  /**
   * 'worker' keeps the caller's thread free (Node worker thread, browser Worker); where none can be started the fit runs
   * inline and the report carries a warning. @default 'worker'
   */
  readonly execution?: Execution;
}
