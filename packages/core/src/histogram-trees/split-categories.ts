import type { BinnedFeature } from './binned-table.js';
import type { GradientHistogram } from './gradient-histogram.js';
import type { SplitTrial } from './split-trial.js';
import type { ResolvedTreeOptions } from './tree-options.js';

/**
 * Tries to part the categories in two: put in the order of gradient / (hessian + smoothing), the best of all ways to part
 * them is a cut of that order (Fisher, J. Am. Stat. Assoc. 53 (1958)). Missing is a category among others. Those of fewer
 * rows than `minCategoryRows` stay on the right, whose order is tried from both ends. Where a node has no missing value,
 * one met later, such as an unknown category, goes with the larger side.
 */
export const splitCategories = (
  histogram: GradientHistogram,
  index: number,
  { bins, offset }: BinnedFeature,
  nodeRows: number,
  trial: SplitTrial,
  { categorySmoothing, minCategoryRows }: ResolvedTreeOptions,
): void => {
  const base = 3 * offset;
  const rowsOf = (slot: number): number => histogram[base + 3 * slot + 2]!;
  const slots: number[] = [];
  for (let slot = 0; slot <= bins; slot++) if (rowsOf(slot) > 0 && rowsOf(slot) >= minCategoryRows) slots.push(slot);
  if (slots.length === 0) return;
  const keys = new Float64Array(bins + 1);
  for (const slot of slots)
    keys[slot] = histogram[base + 3 * slot]! / (histogram[base + 3 * slot + 1]! + categorySmoothing);
  slots.sort((a, b) => keys[a]! - keys[b]! || a - b);
  const half = (slots.length + 1) >> 1;
  for (const ordered of [slots, slots.toReversed()]) {
    let gradient = 0;
    let hessian = 0;
    let rows = 0;
    let taken = 0;
    let takenRows = 0;
    for (let i = 0; i < half; i++) {
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
    if (rowsOf(bins) === 0 && takenRows > nodeRows - takenRows) left.push(bins);
    trial.take(left);
  }
};
