import type { BinnedFeature } from './binned-table.js';
import type { GradientHistogram } from './gradient-histogram.js';
import type { SideSums } from './split.js';
import type { SplitTrial } from './split-trial.js';

/** Bins 0 … last, and the slot of missing values if they go left. */
function* slotsUpTo(last: number, missing: number | null): Generator<number> {
  for (let bin = 0; bin <= last; bin++) yield bin;
  if (missing !== null) yield missing;
}

/**
 * Tries every cut of a feature of numbers with missing values on the right, from the lowest, and, if there are any, with
 * missing values on the left, from the highest: they go to the side where they gain more. All values on one side and
 * missing ones on the other is a candidate too. Where a node has no missing value, one met later goes with the larger side.
 */
export const splitNumbers = (
  histogram: GradientHistogram,
  index: number,
  { bins, offset }: BinnedFeature,
  total: SideSums,
  trial: SplitTrial,
): void => {
  const base = 3 * offset;
  const hasMissing = histogram[base + 3 * bins + 2]! > 0;
  let taken = -1;
  let missingLeft = false;
  let gradient = 0;
  let hessian = 0;
  let rows = 0;
  const last = hasMissing ? bins : bins - 1;
  for (let bin = 0; bin < last; bin++) {
    const at = base + 3 * bin;
    if (histogram[at + 2] === 0) continue;
    gradient += histogram[at]!;
    hessian += histogram[at + 1]!;
    rows += histogram[at + 2]!;
    if (trial.offer(index, gradient, hessian, rows)) {
      taken = bin;
      missingLeft = !hasMissing && rows > total.rows - rows;
    }
  }
  if (hasMissing) {
    ({ gradient, hessian, rows } = total);
    for (let bin = bins - 2; bin >= 0; bin--) {
      const above = base + 3 * (bin + 1);
      if (histogram[above + 2] === 0) continue;
      gradient -= histogram[above]!;
      hessian -= histogram[above + 1]!;
      rows -= histogram[above + 2]!;
      if (trial.offer(index, gradient, hessian, rows)) {
        taken = bin;
        missingLeft = true;
      }
    }
  }
  if (taken !== -1) trial.take(slotsUpTo(taken, missingLeft ? bins : null));
};
