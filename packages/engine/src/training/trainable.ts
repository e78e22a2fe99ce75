import type { Tensor } from '@cvd/core';

/** What the loop trains: a model that can do one step, and give and take everything its next step depends on. */
export interface Trainable {
  readonly stepsPerEpoch: number;
  /**
   * One step.
   * @param step - counted from 0 over the whole training; random numbers depend on it and not on earlier calls
   * @param rate - factor on the learning rates: schedule and recovery together
   * @returns the losses by name, such as { generator, critic }
   */
  step(step: number, rate: number): Readonly<Record<string, number>> | Promise<Readonly<Record<string, number>>>;
  /** Weights, moments, counters: everything the next step depends on besides its number. Copies. */
  snapshot(): Readonly<Record<string, Tensor>> | Promise<Readonly<Record<string, Tensor>>>;
  /** Puts a snapshot back. */
  load(snapshot: Readonly<Record<string, Tensor>>): void;
  /**
   * Quality of what the weights (of a snapshot, such as averaged ones, else the present ones) sample, on rows held out
   * from training; higher is better. Absent where nothing is held out.
   */
  readonly quality?: (snapshot: Readonly<Record<string, Tensor>> | null) => Promise<number>;
}
