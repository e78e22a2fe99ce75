import type { CheckpointStore } from '../checkpoint/checkpoint-store.js';
import type { Metadata } from '../metadata/metadata.js';
import type { ModelFile } from '../model-file/model-file.js';
import type { OnProgress } from '../progress/progress.js';
import type { Synthesizer } from './synthesizer.js';

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
  /**
   * Where checkpoints are kept while the method trains: after each epoch, at most one a second. Only for methods that are `resumable`.
   * @default none are kept
   */
  readonly checkpoints?: CheckpointStore;
  /**
   * What becomes of a checkpoint that is there. 'always' goes on from it, and a fit without one is an error; 'if-present' begins anew
   * where there is none; 'never' begins anew and replaces it. A resumed fit ends in the same bytes as one that was never stopped.
   * A seed that was not given is taken from the checkpoint. @default neither: a checkpoint that is there is an error
   */
  readonly resume?: 'always' | 'if-present' | 'never';
  /** Goes on from a checkpoint of another package version or numeric build too, with a warning: the model may come out differently. @default false */
  readonly allowOtherBuild?: boolean;
  /**
   * An earlier model to begin with instead of random weights, of the same method; the table may have other rows, and must have the
   * same columns. Metadata and preparation are that model's: values outside what it knows are reported as clips and categories not
   * kept, or are an error where it knows no way. Only for methods that are `resumable`.
   */
  readonly warmStart?: ModelFile | Synthesizer;
}
