import type { PairThresholds } from '@cvd/evaluation';
import type { AttackName } from '@cvd/evaluation/attacks';

/** What `cvd evaluate` is given besides its two tables. */
export interface EvaluateCommandOptions {
  readonly metadata?: string;
  readonly pairThresholds?: PairThresholds;
  readonly baselines?: boolean;
  readonly holdout?: string;
  readonly target?: string;
  readonly attacks?: readonly AttackName[];
  readonly gate?: string;
  readonly seed?: number;
  readonly html?: string;
  readonly showRareValues?: boolean;
  readonly json?: string;
}
