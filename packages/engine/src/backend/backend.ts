import type { Program } from '../program/program.js';

/** Values of a buffer as the host sees them: row-major, float32 (float64 in the reference backend's answers) or int32. */
export type BufferValues = Float32Array | Float64Array | Int32Array;

/** What the counters of random numbers are made of in one run; see `Noise`. */
export interface Clock {
  /** A whole number from 0, another one in every run that must draw other numbers. */
  readonly step: number;
  /** 0 … 2²⁴ − 1. @default 0 */
  readonly attempt?: number;
}

export interface LoadOptions {
  /** Key of the random numbers: two unsigned 32-bit words. */
  readonly key: readonly [number, number];
  /** Measures each operation; see {@link LoadedProgram.profile}. @default false */
  readonly profile?: boolean;
}

export interface OperationTime {
  readonly routine: string;
  /** Place in the routine. */
  readonly index: number;
  readonly kind: string;
  readonly runs: number;
  /** In all runs together, on the first thread, waiting for the others included. */
  readonly milliseconds: number;
}

/** A program in a backend's memory. Buffers start as zeros. */
export interface LoadedProgram {
  /**
   * Runs a routine from its first operation to its last. May be awaited at once; a backend that computes on the calling
   * thread returns undefined.
   * @throws {DisposedError | WorkerFailedError}
   */
  run(routine: string, clock: Clock): undefined | Promise<void>;
  /** Row-major values of a whole buffer; copied. @throws {RangeError} for another length */
  write(buffer: string, values: BufferValues): void;
  /** Row-major values of a whole buffer, as a copy. */
  read(buffer: string): BufferValues | Promise<BufferValues>;
  /** Time by operation since loading; empty without `profile: true`. */
  profile(): readonly OperationTime[];
  dispose(): void;
}

export interface BackendDescription {
  /** 'wasm', 'reference', 'tfjs'. */
  readonly name: string;
  /**
   * The numeric build: programs give the same bytes wherever it reads the same, whatever the number of threads:
   * 'strict', 'relaxed', 'float64', 'tfjs-webgl' and the like.
   */
  readonly build: string;
  readonly threads: number;
  /** What did not go as asked, such as threads that could not be started. */
  readonly warnings: readonly string[];
}

/** Runs programs. */
export interface Backend {
  readonly description: BackendDescription;
  /** Checks the program, lays out its memory. @throws {InvalidProgramError | OutOfMemoryError | DisposedError} */
  load(program: Program, options: LoadOptions): Promise<LoadedProgram>;
  /** Ends its threads. Programs it loaded can't be run any more. */
  dispose(): void;
}
