import { MASK_WORDS } from './bin-mask.js';
import type { BinnedTable } from './binned-table.js';
import { findSplit } from './find-split.js';
import { type GradientHistogram, type Gradients, histogramInto, subtractHistogram } from './gradient-histogram.js';
import type { HistogramTree } from './histogram-tree.js';
import { partitionRows } from './partition-rows.js';
import { leafValue, type SideSums, type Split } from './split.js';
import { resolveTreeOptions, type TreeOptions } from './tree-options.js';
import type { TreeWorkspace } from './tree-workspace.js';

/** A leaf and the rows it holds: `rows[start … end)` of the tree that was grown. */
export interface GrownLeaf {
  readonly node: number;
  readonly start: number;
  readonly end: number;
}

export interface GrownTree {
  readonly tree: HistogramTree;
  /** The rows it was grown on, those of a leaf together. */
  readonly rows: Int32Array;
  readonly leaves: readonly GrownLeaf[];
}

interface Node {
  readonly depth: number;
  readonly start: number;
  readonly end: number;
  readonly sums: SideSums;
  /** Set when the node was split. */
  split: Split | null;
  left: number;
  right: number;
}

/** A node that can be split, with its split and, until then, its histogram. */
interface Candidate {
  readonly node: number;
  readonly split: Split;
  readonly histogram: GradientHistogram;
}

/** Where the next candidate is: of the highest gain (the first of equal ones), or with no limit of leaves the last one. */
const nextCandidate = (candidates: readonly Candidate[], bestFirst: boolean): number => {
  if (!bestFirst) return candidates.length - 1;
  let best = 0;
  for (let i = 1; i < candidates.length; i++) if (candidates[i]!.split.gain > candidates[best]!.split.gain) best = i;
  return best;
};

/**
 * Grows one tree on gradients and hessians: each split is the one that takes most off the loss in second order, each
 * leaf's value is its Newton step. Only the smaller child of a split is summed into a histogram; the larger one is the
 * parent less that. The same input gives the same tree.
 *
 * With gradients −y and hessians 1 it is a regression tree of least squares, whose leaves hold means of y.
 * @param rows - which rows of the table to learn from; it is put in another order
 * @param workspace - memory, for tables of these rows and slots
 * @throws {DomainError} when an option is outside its range
 * Source: Friedman, Ann. Stat. 29 (2001); Ke et al., LightGBM, NeurIPS 2017.
 */
export const growTree = (
  table: BinnedTable,
  gradients: Gradients,
  rows: Int32Array,
  options: TreeOptions,
  workspace: TreeWorkspace,
): GrownTree => {
  const settings = resolveTreeOptions(options);
  const { maxLeaves, maxDepth, minRows, l2 } = settings;
  const nodes: Node[] = [];
  const candidates: Candidate[] = [];
  let leafCount = 1;

  const add = (depth: number, start: number, end: number, sums: SideSums): number => {
    nodes.push({ depth, start, end, sums, split: null, left: -1, right: -1 });
    return nodes.length - 1;
  };
  const splittable = (node: number): boolean =>
    nodes[node]!.depth < maxDepth && nodes[node]!.end - nodes[node]!.start >= 2 * minRows;
  const consider = (node: number, histogram: GradientHistogram): void => {
    const split = findSplit(table, histogram, nodes[node]!.sums, settings);
    if (split === null) workspace.giveBack(histogram);
    else candidates.push({ node, split, histogram });
  };
  const summed = (node: number): GradientHistogram => {
    const histogram = workspace.take();
    const { start, end } = nodes[node]!;
    histogramInto(histogram, table, gradients, rows, start, end, workspace.gathered);
    return histogram;
  };

  const total: SideSums = { gradient: 0, hessian: 0, rows: rows.length };
  for (const row of rows) {
    total.gradient += gradients.gradients[row]!;
    total.hessian += gradients.hessians[row]!;
  }
  const root = add(0, 0, rows.length, total);
  if (leafCount < maxLeaves && splittable(root)) consider(root, summed(root));

  while (candidates.length > 0 && leafCount < maxLeaves) {
    const chosen = nextCandidate(candidates, Number.isFinite(maxLeaves));
    const [{ node, split, histogram }] = candidates.splice(chosen, 1) as [Candidate];
    const parent = nodes[node]!;
    const { depth, start, end, sums } = parent;
    const middle = partitionRows(rows, start, end, table.columns[split.feature]!, split.leftSlots, workspace.moved);
    parent.split = split;
    parent.left = add(depth + 1, start, middle, split.left);
    parent.right = add(depth + 1, middle, end, {
      gradient: sums.gradient - split.left.gradient,
      hessian: sums.hessian - split.left.hessian,
      rows: sums.rows - split.left.rows,
    });
    leafCount++;
    const [smaller, larger] =
      middle - start <= end - middle ? [parent.left, parent.right] : [parent.right, parent.left];
    // The larger child is splittable whenever the smaller one is.
    if (leafCount < maxLeaves && splittable(larger)) {
      const small = summed(smaller);
      consider(larger, subtractHistogram(histogram, small));
      if (splittable(smaller)) consider(smaller, small);
      else workspace.giveBack(small);
    } else workspace.giveBack(histogram);
  }
  for (const { histogram } of candidates) workspace.giveBack(histogram);

  const leftSlots = new Uint32Array(nodes.length * MASK_WORDS);
  for (const [i, { split }] of nodes.entries()) if (split) leftSlots.set(split.leftSlots, i * MASK_WORDS);
  return {
    tree: {
      feature: Int32Array.from(nodes, ({ split }) => split?.feature ?? -1),
      left: Int32Array.from(nodes, ({ left }) => left),
      right: Int32Array.from(nodes, ({ right }) => right),
      leftSlots,
      value: Float64Array.from(nodes, ({ sums }) => leafValue(sums, l2)),
      rows: Float64Array.from(nodes, ({ sums }) => sums.rows),
      gain: Float64Array.from(nodes, ({ split }) => split?.gain ?? 0),
    },
    rows,
    leaves: nodes.flatMap(({ split, start, end }, node) => (split ? [] : [{ node, start, end }])),
  };
};
