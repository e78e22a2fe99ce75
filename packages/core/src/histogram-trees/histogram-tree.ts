import { inMask, MASK_WORDS } from './bin-mask.js';
import type { BinnedTable } from './binned-table.js';

/** A binary tree over binned features, as parallel arrays by node; node 0 is the root. Plain data. */
export interface HistogramTree {
  /** The feature a node splits on; −1 for a leaf. */
  readonly feature: Int32Array;
  /** Children of a node; −1 for a leaf. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Eight words a node: bit s says that slot s of the feature goes left. */
  readonly leftSlots: Uint32Array;
  /** The Newton step −G / (H + λ) over the node's rows. */
  readonly value: Float64Array;
  /** Rows the node was grown on. */
  readonly rows: Float64Array;
  /** What the node's split gains; 0 for a leaf. */
  readonly gain: Float64Array;
}

/** The leaf that a row falls into. */
export const leafOf = (tree: HistogramTree, columns: readonly Uint8Array[], row: number): number => {
  let node = 0;
  for (let feature = tree.feature[0]!; feature >= 0; feature = tree.feature[node]!) {
    const goesLeft = inMask(tree.leftSlots, node * MASK_WORDS, columns[feature]![row]!);
    node = goesLeft ? tree.left[node]! : tree.right[node]!;
  }
  return node;
};

/** Adds `scale` times the value of each row's leaf to `out`. */
export const addPredictions = (tree: HistogramTree, table: BinnedTable, scale: number, out: Float64Array): void => {
  for (let row = 0; row < table.rows; row++) out[row]! += scale * tree.value[leafOf(tree, table.columns, row)]!;
};
