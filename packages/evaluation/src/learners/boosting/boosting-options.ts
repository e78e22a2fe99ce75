import type { TreeOptions } from '@cvd/core';
import type { LearnOptions } from '../learner.js';

/** When boosting stops before its last iteration. */
export interface EarlyStopping {
  /** Share of the rows that is kept from learning to watch the loss on, 0 to 1; each class gives its share. @default 0.1 */
  readonly share?: number | undefined;
  /** Iterations without a better loss after which it stops; the trees past the best one are dropped. @default 10 */
  readonly patience?: number | undefined;
}

/** scikit-learn's HistGradientBoosting* by their defaults, except that early stopping has to be asked for. */
export interface BoostingOptions extends TreeOptions, LearnOptions {
  /** Trees, or with more than two classes trees for each class. @default 100 */
  readonly iterations?: number | undefined;
  /** What each tree's leaf values are multiplied by. @default 0.1 */
  readonly learningRate?: number | undefined;
  /** Bins of a feature, 2 to 255. @default 255 */
  readonly maxBins?: number | undefined;
  /** @default false */
  readonly earlyStopping?: boolean | EarlyStopping | undefined;
}
