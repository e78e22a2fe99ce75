import type { Gradients } from '@cvd/core';

/** A loss as boosting descends it. Raw predictions are one array an output, one number a row. */
export interface Loss {
  /** How many trees an iteration grows. */
  readonly outputs: number;
  /** The constant that each output starts from: the best one there is. */
  start(): readonly number[];
  /** Derivatives of each row's loss by one output; the predictions of all outputs are those before the iteration. */
  gradientsInto(raw: readonly Float64Array[], output: number, out: Gradients): void;
  /** Mean loss over the rows. */
  mean(raw: readonly Float64Array[]): number;
}
