import type { BinnedTable } from './binned-table.js';
import type { GradientHistogram } from './gradient-histogram.js';
import { noSplit, type SideSums, type Split } from './split.js';
import { splitCategories } from './split-categories.js';
import { splitNumbers } from './split-numbers.js';
import { splitTrial } from './split-trial.js';
import type { ResolvedTreeOptions } from './tree-options.js';

/**
 * The split of a node that gains most, over all features; of equal ones the first feature's, the lowest cut.
 * @returns null when no split keeps enough rows and gains anything
 */
export const findSplit = (
  { features }: BinnedTable,
  histogram: GradientHistogram,
  total: SideSums,
  options: ResolvedTreeOptions,
): Split | null => {
  const best = noSplit();
  const trial = splitTrial(best, total, options);
  for (const [index, feature] of features.entries()) {
    if (feature.kind === 'number') splitNumbers(histogram, index, feature, total, trial);
    else splitCategories(histogram, index, feature, total, trial, options);
  }
  return best.feature === -1 ? null : best;
};
