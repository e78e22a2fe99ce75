import {
  addPredictions,
  type BinnedTable,
  binTable,
  fitBins,
  type Gradients,
  gatherFeature,
  growTree,
  type HistogramTree,
  type TreeFeature,
  throwIfAborted,
  treeWorkspace,
  yieldToEventLoop,
} from '@cvd/core';
import { checkNumber, checkWhole } from '../../number-options.js';
import { gatherTarget, type Target } from '../target.js';
import type { BoostingOptions, EarlyStopping } from './boosting-options.js';
import type { Loss } from './loss.js';
import { validationSplit } from './validation-split.js';

/** Trees that were learned one on the errors of the others. */
export interface BoostedTrees {
  /** By iteration, one tree an output. */
  readonly trees: readonly (readonly HistogramTree[])[];
  /** Mean loss on the rows kept for watching, by iteration; null without early stopping. */
  readonly watchedLoss: readonly number[] | null;
  /** Raw predictions: one array an output, one number a row. */
  raw(features: readonly TreeFeature[]): Float64Array[];
}

const constants = (start: readonly number[], rows: number): Float64Array[] =>
  start.map((value) => new Float64Array(rows).fill(value));

/** Watches the loss on rows of their own. */
const watcher = (table: BinnedTable, loss: Loss, start: readonly number[], patience: number) => {
  const raw = constants(start, table.rows);
  const losses: number[] = [];
  let best = loss.mean(raw);
  let bestAt = 0;
  return {
    losses,
    /** How many iterations are worth keeping. */
    kept: () => bestAt,
    /** @returns whether to stop */
    see: (trees: readonly HistogramTree[], rate: number): boolean => {
      for (const [k, tree] of trees.entries()) addPredictions(tree, table, rate, raw[k]!);
      const now = loss.mean(raw);
      losses.push(now);
      if (now < best) {
        best = now;
        bestAt = losses.length;
      }
      return losses.length - bestAt >= patience;
    },
  };
};

/**
 * Gradient boosting over histograms: every tree takes a Newton step down the loss of the trees before it. Other work on
 * this thread gets its turn after each iteration. The same rows, options and seed give the same trees.
 * @param lossOf - the loss against a target
 * @throws {InvalidOptionError} when an option is outside its range
 * @throws {DomainError} when an option of the trees or of the bins is
 * @throws {AbortedError} when the signal fires
 * Source: Friedman, Ann. Stat. 29 (2001); Chen and Guestrin, XGBoost, KDD 2016, section 2.
 */
export const boost = async <T extends Target>(
  features: readonly TreeFeature[],
  target: T,
  lossOf: (target: T) => Loss,
  {
    iterations = 100,
    learningRate = 0.1,
    maxBins,
    earlyStopping = false,
    seed = 0,
    signal,
    ...treeOptions
  }: BoostingOptions,
): Promise<BoostedTrees> => {
  const { share = 0.1, patience = 10 }: EarlyStopping = typeof earlyStopping === 'object' ? earlyStopping : {};
  checkWhole('boost', 'iterations', iterations, 1);
  checkWhole('boost', 'earlyStopping.patience', patience, 1);
  checkNumber('boost', 'learningRate', learningRate, learningRate > 0, '> 0');
  checkNumber('boost', 'earlyStopping.share', share, share > 0 && share < 1, '> 0 and < 1');
  const split = earlyStopping === false ? null : validationSplit(target, share, seed);
  const learned = split ? features.map((feature) => gatherFeature(feature, split.learn)) : features;
  const bins = fitBins(learned, { maxBins });
  const table = binTable(learned, bins);
  const loss = lossOf(split ? gatherTarget(target, split.learn) : target);
  const start = loss.start();
  const raw = constants(start, table.rows);
  const watch = split
    ? watcher(
        binTable(
          features.map((feature) => gatherFeature(feature, split.watch)),
          bins,
        ),
        lossOf(gatherTarget(target, split.watch)),
        start,
        patience,
      )
    : null;
  const gradients: Gradients = {
    gradients: new Float32Array(table.rows),
    hessians: new Float32Array(table.rows),
  };
  const workspace = treeWorkspace(table);
  const rows = Int32Array.from({ length: table.rows }, (_, row) => row);
  const grown: HistogramTree[][] = [];
  for (let iteration = 0; iteration < iterations; iteration++) {
    throwIfAborted(signal, 'boost');
    const trees: HistogramTree[] = [];
    // Every output's gradients come from the predictions before this iteration: they are added after the last one.
    const steps: (() => void)[] = [];
    for (let k = 0; k < loss.outputs; k++) {
      loss.gradientsInto(raw, k, gradients);
      const { tree, rows: ordered, leaves } = growTree(table, gradients, rows.slice(), treeOptions, workspace);
      trees.push(tree);
      steps.push(() => {
        for (const { node, start: from, end } of leaves) {
          const step = learningRate * tree.value[node]!;
          for (let i = from; i < end; i++) raw[k]![ordered[i]!]! += step;
        }
      });
    }
    for (const step of steps) step();
    grown.push(trees);
    if (watch?.see(trees, learningRate)) break;
    await yieldToEventLoop();
  }
  if (watch) grown.length = watch.kept();
  return {
    trees: grown,
    watchedLoss: watch?.losses ?? null,
    raw: (given) => {
      const binned = binTable(given, bins);
      const out = constants(start, binned.rows);
      for (const trees of grown)
        for (const [k, tree] of trees.entries()) addPredictions(tree, binned, learningRate, out[k]!);
      return out;
    },
  };
};
