import type { EncodedBatch, EncodedConstraint, EncodedSource } from '../encoding/encoded-table.js';
import type { Tensor } from '../model-file/model-file.js';
import type { JsonSchema } from '../options/json-schema.js';
import type { Progress } from '../progress/progress.js';
import type { RandomSource } from '../random/random-source.js';
import type { PreparationSettings } from '../transformers/transformer.js';
import type { SynthesizerCapabilities } from './capabilities.js';
import type { Clip, Warning } from './fit-report.js';

/**
 * The modelling half of a synthesizer: it sees encoded columns only. `defineSynthesizer` turns it into a factory and
 * adds everything that is no modelling: metadata, transformers, ids, personal data, rounding, order, workers, batches,
 * rejection of rows that miss a condition, model files.
 */
export interface Method<Options extends object = Record<string, unknown>> {
  readonly name: string;
  readonly summary: string;
  /** Schema of this method's own options; core adds `seed`, `rareBelow`, `trimExtremes`, `locale`. */
  readonly options: JsonSchema;
  /** What the schema can't say: how options go together. Called with all of them when a synthesizer is made. @throws {InvalidOptionError} */
  checkOptions?(options: Options): void;
  readonly capabilities: SynthesizerCapabilities;
  /** Other defaults for core's own settings. */
  readonly preparation?: Partial<PreparationSettings>;
  /** Where a worker thread finds the factory made of this method: a module URL and the name of its export. */
  readonly module?: { readonly url: string; readonly export: string };
  fit(data: EncodedSource, context: MethodFitContext<Options>): Promise<FittedMethod>;
  restore(saved: SavedMethod, options: Options): FittedMethod;
}

export interface MethodFitContext<Options> {
  readonly options: Options;
  readonly random: RandomSource;
  readonly signal: AbortSignal | null;
  /** Reports progress (`fraction` is of the method's own work), and does what {@link pause} does. @throws {AbortedError} */
  checkpoint(progress: Omit<Progress, 'phase'> & { readonly phase?: string }): Promise<void>;
  /**
   * Lets other work on this thread run and looks at the abort signal: to be awaited, if not {@link checkpoint}, at least once a
   * step or 10,000 rows. @throws {AbortedError}
   */
  pause(): Promise<void>;
  warn(warning: Warning): void;
  clip(clip: Clip): void;
  /** Threads the method may use, itself included. The model does not depend on it. */
  readonly threads: number;
  /** When the training (not the fit) should end, as `performance.now()` tells time; null for no limit. A method that ended for it says so by a warning. */
  readonly deadline: number | null;
  /** What an interrupted fit of the same rows and options kept last (see `keep`): go on from there. null for a fresh fit. */
  readonly resume: SavedMethod | null;
  /** The method's part of an earlier model to begin with instead of random weights; null for none. The rows are others. */
  readonly warmStart: SavedMethod | null;
  /**
   * Offers a checkpoint: everything that going on needs, whole without what was read from `data`. `make` is called only where
   * somebody keeps checkpoints, and none is being written or less than a second old (or `force`, for the last one: settles when it
   * is kept). Whether it is called must not change the model.
   */
  keep(make: () => SavedMethod | Promise<SavedMethod>, force?: boolean): Promise<void>;
  /**
   * Names the numeric build the fit computes on ('strict', 'relaxed', …), before the first step: it goes into the report and the
   * checkpoints. @throws {CheckpointMismatchError} where the fit goes on from a checkpoint of another build, unless that is allowed
   */
  numericBuild(build: string): void;
  /** Appends to a loss history in the report. */
  loss(name: string, value: number): void;
  /** Adds to the report's details. */
  detail(name: string, value: unknown): void;
  /** Runs a part of the fit, and keeps under that name in the report how many seconds it took. */
  timed<T>(phase: string, work: () => Promise<T>): Promise<T>;
}

/** What a method puts into the model file: a JSON value and bulk values as tensors. */
export interface SavedMethod {
  readonly content: unknown;
  readonly tensors: Readonly<Record<string, Tensor>>;
}

export interface FittedMethod {
  save(): SavedMethod;
  /** Parameters as readable JSON, for `cvd info` and reports. */
  describe(): Record<string, unknown>;
  /**
   * Values of real rows that the model keeps as they are, by the name of their continuous encoded column and in its units;
   * `describe()` of the synthesizer lists them as values of the table. Codes need no mention: the categories they stand
   * for are core's. Left out by methods that keep none.
   */
  held?(): ReadonlyMap<string, Float64Array>;
  /**
   * Prepares sampling under constraints (empty without conditions).
   * @throws {ImpossibleConditionError | ConditionTooRareError} where the method can tell
   */
  sampler(random: RandomSource, constraints: readonly EncodedConstraint[]): MethodSampler;
  dispose?(): void;
}

export interface MethodSampler {
  /**
   * Encoded values of the given rows (any indices, any order), in the schema's column order. Each row must be a pure
   * function of (model, random, constraints, row index, attempt): `attempt` is 0 first and grows when core rejected
   * what the row came out as.
   */
  sample(rows: Float64Array, attempt: number): EncodedBatch | Promise<EncodedBatch>;
  /**
   * As `sample`, with an attempt for each row: row k as `sample` makes it of rows[k] and attempts[k]. For methods whose work comes in
   * batches of some size: a few rows that keep missing a condition are then drawn several times over in one call.
   */
  sampleAttempts?(rows: Float64Array, attempts: Float64Array): EncodedBatch | Promise<EncodedBatch>;
}
