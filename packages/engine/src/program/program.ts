import type { Operation } from './operation.js';

/**
 * What becomes of a buffer's values:
 * - `parameter`: trained; saved with the model.
 * - `state`: kept between runs (moments of an optimizer, averages); saved with a checkpoint.
 * - `input`: written by the host before a run; a run does not change it.
 * - `output`: read by the host after a run.
 * - `scratch`: means nothing between runs.
 */
export type BufferRole = 'parameter' | 'state' | 'input' | 'output' | 'scratch';

export interface BufferSpec {
  /** Unique in the program, such as 'critic/hidden-1/weight'. */
  readonly name: string;
  /** Rows and columns, both at least 1. */
  readonly rows: number;
  readonly cols: number;
  readonly type: 'f32' | 'i32';
  readonly role: BufferRole;
}

/**
 * Lists of operations on named buffers: what a model computes, as data. It is recorded once, checked, printed, counted,
 * and run by any backend. How a buffer lies in memory is the backend's own business; the host sees row-major matrices.
 */
export interface Program {
  readonly buffers: readonly BufferSpec[];
  /** By name, such as 'critic' and 'generator'; all of them work on the same buffers. */
  readonly routines: Readonly<Record<string, readonly Operation[]>>;
}
