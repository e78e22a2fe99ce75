import type { BinnedFeature } from './binned-table.js';
import type { GradientHistogram } from './gradient-histogram.js';
import type { SideSums } from './split.js';
import type { SplitTrial } from './split-trial.js';
import type { ResolvedTreeOptions } from './tree-options.js';

/**
 * Tries to part the categories in two: put in the order of gradient / (hessian + smoothing), the best of all ways to part
 * them is a cut of that order (Fisher, J. Am. Stat. Assoc. 53 (1958)). Missing is a category among others. Those of a
 * smaller share of the hessian than `minCategoryRows` rows have on average stay on the right. Where a node has no missing value,
 * one met later, such as an unknown category, goes with the larger side.
 */
export const splitCategories = (
  histogram: GradientHistogram,
  index: number,
  { bins, offset }: BinnedFeature,
  total: SideSums,
  trial: SplitTrial,
  { categorySmoothing, minCategoryRows }: ResolvedTreeOptions,
): void => {
  const base = 3 * offset;
  const rowsPerHessian = total.rows / total.hessian;
  const slots: number[] = [];
  for (let slot = 0; slot <= bins; slot++) {
    const at = base + 3 * slot;
    if (histogram[at + 2]! > 0 && histogram[at + 1]! * rowsPerHessian >= minCategoryRows) slots.push(slot);
  }
  if (slots.length < 2) return;
  const keys = new Float64Array(bins + 1);
  for (const slot of slots)
    keys[slot] = histogram[base + 3 * slot]! / (histogram[base + 3 * slot + 1]! + categorySmoothing);
  slots.sort((a, b) => keys[a]! - keys[b]! || a - b);
  const half = (slots.length + 1) >> 1;
  // Half of them from either end: a side that is left is always the one of fewer categories.
  for (const [ordered, most] of [
    [slots, half],
    [slots.toReversed(), half - 1],
  ] as const) {
    let gradient = 0;
    let hessian = 0;
    let rows = 0;
    let taken = 0;
    let takenRows = 0;
    for (let i = 0; i < most; i++) {
      const at = base + 3 * ordered[i]!;
      gradient += histogram[at]!;
      hessian += histogram[at + 1]!;
      rows += histogram[at + 2]!;
      if (trial.offer(index, gradient, hessian, rows)) {
        taken = i + 1;
        takenRows = rows;
      }
    }
    if (taken === 0) continue;
    const left = ordered.slice(0, taken);
    if (histogram[base + 3 * bins + 2] === 0 && takenRows > total.rows - takenRows) left.push(bins);
    trial.take(left);
  }
};
