import { createRandomSource, gatherFeature, gatherRows, type Table, type TreeFeature } from '@cvd/core';
import { createCheckpoint, type WatchOptions } from '../checkpoint.js';
import type { Interval } from '../figures/figure.js';
import { boostedTrees } from '../learners/boosting/boosted-trees.js';
import { stratifiedFolds } from '../learners/folds.js';
import { joinFeatures } from '../learners/join-features.js';
import { type Learner, MIN_LEARNED_ROWS } from '../learners/learner.js';
import { linear } from '../learners/linear/linear.js';
import { tableFeatures } from '../learners/table-features.js';
import { type ClassTarget, gatherTarget } from '../learners/target.js';
import { checkWhole } from '../number-options.js';
import { crossValidatedAuc, type ScoredPart } from '../scores/auc-interval.js';
import { drawnRows } from '../seeded-rows.js';
import { type MetadataInput, singleTable } from '../table-metadata.js';

/** How well one learner tells real rows from synthetic ones. */
export interface ComputedC2st {
  /** Mean area under the ROC curve over the folds, 0 to 1; .5 is ideal. */
  readonly auc: number;
  /** 95 %, analytic: by DeLong and, for the folds, Nadeau and Bengio; see {@link crossValidatedAuc}. */
  readonly interval: Interval;
}

export interface UncomputableC2st {
  readonly auc: null;
  /** Follows "Not computable, because": lower case, without a full stop. */
  readonly because: string;
}

export type C2stScore = ComputedC2st | UncomputableC2st;

/** The classifier two-sample test: one score a learner. Plain JSON. */
export interface C2stResult {
  readonly boostedTrees: C2stScore;
  /** For comparison: a linear model sees marginals, but hardly how columns go together. */
  readonly logistic: C2stScore;
  /** Rows taken of each table. */
  readonly rows: number;
  readonly folds: number;
  readonly seed: number;
  /** Columns without a value in either table, which were left out. */
  readonly emptyColumns: readonly string[];
}

/** Most rows taken of each table unless told otherwise. */
export const MAX_C2ST_ROWS = 25_000;

export interface C2stOptions extends WatchOptions {
  /** Seed of the rows that are taken and of the folds. @default 0 */
  readonly seed?: number | undefined;
  /** Most rows taken of each table, at random. @default 25,000 */
  readonly maxRows?: number | undefined;
  /** Parts that the rows are cut in, each told by learners that have not seen it. 2 or more. @default 5 */
  readonly folds?: number | undefined;
}

const crossValidated = async (
  learner: Learner,
  features: readonly TreeFeature[],
  target: ClassTarget,
  { folds = 5, seed = 0, signal }: C2stOptions,
  checkpoint: () => Promise<void>,
): Promise<C2stScore> => {
  const parts: ScoredPart[] = [];
  for (const { learn, judge } of stratifiedFolds(target, folds, seed)) {
    const at = (rows: Int32Array): TreeFeature[] => features.map((feature) => gatherFeature(feature, rows));
    const model = await learner.classify(at(learn), gatherTarget(target, learn), { seed, signal });
    parts.push({ positive: gatherTarget(target, judge).codes, scores: model.probabilities(at(judge))[1]! });
    await checkpoint();
  }
  const { value, interval } = crossValidatedAuc(parts);
  return { auc: value, interval };
};

/**
 * Classifier two-sample test: how well a learner that has seen both tables tells their rows apart, by cross-validation.
 * .5 means that it cannot, 1 that it always can.
 *
 * Both tables are cut, at random by the seed, to the same number of rows. Each learner is fitted on four fifths of the
 * rows of both and judged on the rest, five times over; the area under the ROC curve is the mean of the five. (One area
 * over all five is biased downwards: the folds' models are scored against each other.) Boosted trees are the figure to
 * read: they see how columns go together. Ids and personal data are left out.
 *
 * Compare with rows that no generator has seen (a holdout). Against the rows it was fitted on, a generator that copies
 * reads *below* .5: a copy's original, labelled otherwise, is among the rows that the learner was fitted on. Against a
 * holdout, rows that each occur many times over read above .5; a table that copies each row once is a true sample and
 * reads .5 there: what sees it is the comparison of both, and the distances to closest records.
 *
 * @param real - rows that the synthetic ones are to be like
 * @returns auc null, with the reason, when there are too few rows or no column that a learner can use
 * @throws {InvalidOptionError} when maxRows or folds is no whole number or too small
 * @throws {UnknownColumnError} when a table lacks a column of the metadata
 * @throws {MetricInputError} when a column of numbers or times cannot be read as such
 * @throws {InvalidMetadataError} when the metadata is not of one table
 * @throws {AbortedError} when the signal fires
 * Source: Lopez-Paz and Oquab, ICLR 2017 (arXiv 1610.06545).
 *
 * @example
 * const { boostedTrees } = await c2st(holdout, synthetic, metadata, { seed: 1 });
 * console.log(boostedTrees.auc, boostedTrees.interval);
 */
export const c2st = async (
  real: Table,
  synthetic: Table,
  metadata: MetadataInput,
  options: C2stOptions = {},
): Promise<C2stResult> => {
  const { seed = 0, maxRows = MAX_C2ST_ROWS, folds = 5, signal, onProgress } = options;
  checkWhole('c2st', 'maxRows', maxRows, 1);
  checkWhole('c2st', 'folds', folds, 2);
  const random = createRandomSource(seed).child('c2st');
  const rows = Math.min(real.rows, synthetic.rows, maxRows);
  const cut = (table: Table, side: 'real' | 'synthetic') => ({
    table: gatherRows(table, drawnRows(table.rows, rows, random.child(side))),
    side,
  });
  const { features, names, empty } = tableFeatures(
    [cut(real, 'real'), cut(synthetic, 'synthetic')],
    singleTable(metadata),
  );
  const about = { rows, folds, seed, emptyColumns: empty };
  const impossible = (because: string): C2stResult => {
    const score: C2stScore = { auc: null, because };
    return { boostedTrees: score, logistic: score, ...about };
  };
  const needed = Math.max(2 * folds, Math.ceil((MIN_LEARNED_ROWS * folds) / (folds - 1) / 2));
  if (rows < needed) return impossible(`${folds} folds need ${needed} rows of each table, and there are ${rows}`);
  if (names.length === 0) return impossible('no column has values that a learner can use');
  const both = features[0]!.map((feature, i) => joinFeatures(feature, features[1]![i]!));
  const target: ClassTarget = {
    kind: 'classes',
    codes: Int32Array.from({ length: 2 * rows }, (_, row) => Number(row >= rows)),
    size: 2,
  };
  const checkpoint = createCheckpoint('c2st', 2 * folds, { signal, onProgress });
  const score = (learner: Learner) =>
    crossValidated(learner, both, target, { ...options, folds, seed }, () => checkpoint('telling real from synthetic'));
  return { boostedTrees: await score(boostedTrees()), logistic: await score(linear()), ...about };
};
