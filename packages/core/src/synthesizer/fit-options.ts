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
  /** Threads the fit may use; the model does not depend on it. @default as many as this machine runs at once */
  readonly threads?: number;
  /**
   * Ends the training after so many seconds from the start of the fit, with what was learned so far: above 0. The model of such a
   * run cannot be made again from its seed, and the report says so. Methods without steps ignore it, with a warning. @default no limit
   */
  readonly maxSeconds?: number;
}
