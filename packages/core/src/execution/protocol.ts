import type { Metadata } from '../metadata/metadata.js';
import type { OnProgress, Progress } from '../progress/progress.js';
import type { FitOptions } from '../synthesizer/fit-options.js';
import type { FitReport } from '../synthesizer/fit-report.js';
import type { SampleOptions } from '../synthesizer/sample-options.js';
import type { ErrorMessage } from './error-message.js';
import type { TableMessage } from './table-message.js';

/** Where a worker finds the factory of a method. */
export interface ModuleReference {
  readonly url: string;
  readonly export: string;
}

/** The first message to a worker: what it is to do. */
export type Job =
  | {
      readonly type: 'fit';
      readonly module: ModuleReference;
      readonly options: Readonly<Record<string, unknown>>;
      readonly metadata: Metadata | undefined;
      /** The whole table, or null where the rows are asked for batch by batch. */
      readonly table: TableMessage | null;
      readonly limits: Pick<FitOptions, 'threads' | 'maxSeconds' | 'allowOtherBuild'>;
      /** Present where checkpoints are kept; the owner has read and checked the one to go on from. */
      readonly checkpoints: { readonly name: string; readonly bytes: Uint8Array | null } | null;
      /** File of the model to begin with. */
      readonly warmStart: Uint8Array | null;
    }
  | {
      readonly type: 'sample';
      readonly module: ModuleReference;
      readonly model: Uint8Array;
    }
  | {
      /** Calls an exported function; see {@link WorkerFunction}. */
      readonly type: 'call';
      readonly module: ModuleReference;
      /** What an {@link AbortedError} calls the work. */
      readonly operation: string;
      readonly argument: unknown;
    };

/** What a job is called in errors. */
export const operationOf = (job: Job): string => (job.type === 'call' ? job.operation : job.type);

/** A function that a worker can call: argument and result are cloned between the threads. */
export type WorkerFunction = (argument: never, watch: { readonly onProgress: OnProgress }) => Promise<unknown>;

/** Later messages to a worker. */
export type ToWorker =
  /** A batch of the source; null at its end. */
  | { readonly type: 'batch'; readonly table: TableMessage | null }
  /** The source failed. */
  | { readonly type: 'source-error'; readonly error: ErrorMessage }
  /** The checkpoint was kept, or could not be. */
  | { readonly type: 'kept'; readonly error: ErrorMessage | null }
  /** These rows are wanted, as one batch. */
  | { readonly type: 'rows'; readonly rows: number; readonly options: BatchOptions };

/** What a batch of rows depends on. */
export type BatchOptions = Required<Pick<SampleOptions, 'start'>> & Pick<SampleOptions, 'seed' | 'where' | 'maxTries'>;

export type FromWorker =
  /** The module has been loaded (always the first message): from here on a failure is the work's own. */
  | { readonly type: 'ready' }
  /** Start (again) at the source's first row. */
  | { readonly type: 'open' }
  /** The next batch of the source, please. */
  | { readonly type: 'next' }
  | { readonly type: 'progress'; readonly progress: Progress }
  /** A checkpoint to be kept; none is sent before this one was answered. */
  | { readonly type: 'keep'; readonly bytes: Uint8Array }
  | { readonly type: 'fitted'; readonly model: Uint8Array; readonly report: FitReport }
  | { readonly type: 'sampled'; readonly table: TableMessage }
  | { readonly type: 'result'; readonly value: unknown }
  | { readonly type: 'error'; readonly error: ErrorMessage };
