import type { BinnedTable } from './binned-table.js';
import { type GradientHistogram, type HistogramWorkspace, histogramWorkspace } from './gradient-histogram.js';

/** Memory that the trees of one table are grown in, one after the other. */
export interface TreeWorkspace {
  readonly gathered: HistogramWorkspace;
  readonly moved: Int32Array;
  /** A histogram of any content. */
  take(): GradientHistogram;
  /** Lets a histogram be used again. */
  giveBack(histogram: GradientHistogram): void;
}

/** Memory for trees on this table; it grows to one histogram for each leaf that waits to be split. */
export const treeWorkspace = ({ rows, slots }: BinnedTable): TreeWorkspace => {
  const free: GradientHistogram[] = [];
  return {
    gathered: histogramWorkspace(rows),
    moved: new Int32Array(rows),
    take: () => free.pop() ?? new Float64Array(3 * slots),
    giveBack: (histogram) => {
      free.push(histogram);
    },
  };
};
