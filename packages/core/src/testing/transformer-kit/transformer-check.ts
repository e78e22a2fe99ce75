import type { Trial } from './trial.js';

/** One promise of the transformer contract, checked on one column. */
export interface TransformerCheck {
  /** What is promised. */
  readonly id: string;
  run(trial: Trial): Promise<void>;
}
