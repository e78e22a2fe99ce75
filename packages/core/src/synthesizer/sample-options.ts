import type { Condition } from '../conditions/condition.js';
import type { OnProgress } from '../progress/progress.js';
import type { Execution } from './fit-options.js';

export interface SampleOptions {
  /** Index of the first row; row i is the same for any `start`, batch size or thread. @default 0 */
  readonly start?: number;
  /** Overrides the seed that the model was created with. */
  readonly seed?: number;
  /** Conditions; all must hold in every row. Also as text: 'BMI>=30'. */
  readonly where?: readonly (Condition | string)[];
  /**
   * Draws that one row may take until it meets the conditions, in methods that draw until it does; then the sample ends with a
   * `ConditionTooRareError`. @default 10000
   */
  readonly maxTries?: number;
  /** Rows per yielded table, at most. @default 10000 */
  readonly batchRows?: number;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
  /** @default 'worker' for more than one batch, else 'inline' */
  readonly execution?: Execution;
  /** Worker threads at most; the rows do not depend on it. @default the number of processor cores, at most 4 */
  readonly workers?: number;
}
