import type { BinnedFeature } from './binned-table.js';
import type { GradientHistogram } from './gradient-histogram.js';
import type { SplitTrial } from './split-trial.js';

/** Bins 0 … last, and the slot of missing values if they go left. */
function* slotsUpTo(last: number, missing: number | null): Generator<number> {
  for (let bin = 0; bin <= last; bin++) yield bin;
  if (missing !== null) yield missing;
}

/**
 * Tries every cut of a feature of numbers, with missing values on the right and, if there are any, on the left: they go
 * to the side where they gain more. Missing on one side and all values on the other is a candidate too. Where a node has
 * no missing value, one met later goes with the larger side.
 */
export const splitNumbers = (
  histogram: GradientHistogram,
  index: number,
  { bins, offset }: BinnedFeature,
  nodeRows: number,
  trial: SplitTrial,
): void => {
  const base = 3 * offset;
  const missingAt = base + 3 * bins;
  const missingRows = histogram[missingAt + 2]!;
  for (const missingLeft of missingRows > 0 ? [false, true] : [false]) {
    let gradient = missingLeft ? histogram[missingAt]! : 0;
    let hessian = missingLeft ? histogram[missingAt + 1]! : 0;
    let rows = missingLeft ? missingRows : 0;
    let taken = -1;
    let takenRows = 0;
    const last = missingRows > 0 && !missingLeft ? bins : bins - 1;
    for (let bin = 0; bin < last; bin++) {
      const at = base + 3 * bin;
      gradient += histogram[at]!;
      hessian += histogram[at + 1]!;
      rows += histogram[at + 2]!;
      if (histogram[at + 2] === 0) continue;
      if (trial.offer(index, gradient, hessian, rows)) {
        taken = bin;
        takenRows = rows;
      }
    }
    if (taken === -1) continue;
    const left = missingRows > 0 ? missingLeft : takenRows > nodeRows - takenRows;
    trial.take(slotsUpTo(taken, left ? bins : null));
  }
};
