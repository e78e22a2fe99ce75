import type { TreeFeature } from '@cvd/core';
import type { WatchOptions } from '../checkpoint.js';
import type { ClassTarget, NumberTarget } from './target.js';

/** What learned to tell classes. */
export interface Classifier {
  /** The probability of each class: one array a class, one number a row; they sum to 1. */
  probabilities(features: readonly TreeFeature[]): readonly Float64Array[];
}

/** What learned to tell a number. */
export interface Regressor {
  /** One number a row. */
  predict(features: readonly TreeFeature[]): Float64Array;
}

export interface LearnOptions extends Pick<WatchOptions, 'signal'> {
  /** Seed of whatever is drawn. @default 0 */
  readonly seed?: number | undefined;
}

/** A way to learn a column from others. */
export interface Learner {
  readonly name: 'boostedTrees' | 'linear';
  classify(features: readonly TreeFeature[], target: ClassTarget, options: LearnOptions): Promise<Classifier>;
  regress(features: readonly TreeFeature[], target: NumberTarget, options: LearnOptions): Promise<Regressor>;
}

/** Fewest rows that are learned from: with fewer no tree can part them in two, of 20 rows each, and tells nothing. */
export const MIN_LEARNED_ROWS = 40;
