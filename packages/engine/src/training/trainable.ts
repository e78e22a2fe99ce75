import type { Tensor } from '@cvd/core';

/** Named tensors: the state of a model, or a part of it. */
export type Snapshot = Readonly<Record<string, Tensor>>;

/** What the loop trains: a model that can do one step, and give and take everything its next step depends on. */
export interface Trainable {
  readonly stepsPerEpoch: number;
  /** Rows that one step learns from, for progress. */
  readonly batchRows: number;
  /**
   * One step.
   * @param step - counted from 0 over the whole training; random numbers depend on it and not on earlier calls
   * @param rate - factor on the learning rates: schedule and recovery together
   * @returns the losses by name, such as { generator, critic }
   */
  step(step: number, rate: number): Readonly<Record<string, number>> | Promise<Readonly<Record<string, number>>>;
  /** Weights, moments, counters: everything the next step depends on besides its number. Copies. */
  snapshot(): Snapshot | Promise<Snapshot>;
  /** Puts a snapshot back. */
  load(snapshot: Snapshot): void | Promise<void>;
  /**
   * The weights that sampling uses: a part of the snapshot, under the same names. Copies. The weights of the best epoch are kept
   * by it and, where asked for, averaged after every step.
   */
  weights(): Snapshot | Promise<Snapshot>;
  /**
   * Quality of what the present weights sample, on rows held out from training; higher is better. Must change nothing that the
   * next step depends on. Absent where nothing is held out.
   */
  readonly quality?: () => number | Promise<number>;
  /**
   * What one call of `quality` costs, counted in steps: estimated from rows and operations, never measured, since it decides how far
   * apart evaluations are, and equal fits must evaluate at equal epochs. @default 20
   */
  readonly qualitySteps?: number;
}
