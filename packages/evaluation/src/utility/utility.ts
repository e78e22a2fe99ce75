import { createRandomSource, EmptyTableError, gatherFeature, type TreeFeature } from '@cvd/core';
import { FEWEST_ROWS } from '../bootstrap/few-rows.js';
import { drawResamples, MOST_RESAMPLED_ROWS } from '../bootstrap/row-weights.js';
import { createCheckpoint } from '../checkpoint.js';
import { checkConfidence } from '../figures/confidence-level.js';
import { boostedTrees } from '../learners/boosting/boosted-trees.js';
import { type Learner, MIN_LEARNED_ROWS } from '../learners/learner.js';
import { linear } from '../learners/linear/linear.js';
import { tableFeatures } from '../learners/table-features.js';
import { type ClassTarget, gatherTarget, type NumberTarget } from '../learners/target.js';
import { checkWhole } from '../number-options.js';
import { drawnRows } from '../seeded-rows.js';
import { type MetadataInput, singleTable } from '../table-metadata.js';
import type { HoldoutBootstrap } from './holdout-intervals.js';
import { positiveClass } from './positive-class.js';
import { type Labelled, scoreClasses } from './score-classes.js';
import { scoreNumbers } from './score-numbers.js';
import { readTargets, rowsWithTarget } from './task.js';
import type { UtilityOptions, UtilityResult, UtilityTables } from './utility-result.js';
import { type LearnerScores, noScores, type UtilityScores } from './utility-scores.js';

const fewRows = (learned: number, target: string): string =>
  `there are ${learned} rows to learn "${target}" from, and ${MIN_LEARNED_ROWS} are needed`;

/** Why nothing can be learned or tested; null when it can. */
const whyNot = (
  learned: number,
  columns: number,
  holdout: ClassTarget | NumberTarget,
  target: string,
): string | null => {
  const all = holdout.kind === 'classes' ? holdout.codes : holdout.values;
  if (learned < MIN_LEARNED_ROWS) return fewRows(learned, target);
  if (columns === 0) return `no column besides "${target}" has values that a learner can use`;
  if (all.length < 2) return `the holdout has ${all.length} rows with a "${target}", and 2 are needed`;
  if (new Set(all).size < 2) return `"${target}" has a single value in the holdout`;
  return null;
};

/**
 * Train on synthetic, test on real: how well learners that saw synthetic rows only tell a column of real rows that no
 * generator has seen, beside the same learners on as many real rows. Categories and booleans are classified (area under
 * the ROC curve, F1, accuracy), numbers estimated (R², root mean squared error), by boosted trees and by a linear model
 * (logistic or ridge regression). Ids and personal data are not used.
 *
 * Training and synthetic rows are cut, at random by the seed, to the same number, and so are other tables that have
 * more. Rows without a target are left out.
 *
 * Each score has an interval: percentiles of a bootstrap of the holdout's rows (of 20,000 of them where there are more), the
 * same resamples for all scores, the models staying as they are.
 *
 * @param target - name of the column to be told
 * @returns scores, or for each that there is not the reason: too few rows, a single class, more than 30 classes, no column
 * to learn from
 * @throws {InvalidOptionError} when maxRows is no whole number from 1 on, resamples none from 20 on, or confidence not
 * between 0 and 1
 * @throws {EmptyTableError} when a table has no rows
 * @throws {UnknownColumnError} when a table lacks a column of the metadata, or the target
 * @throws {InvalidTargetError} when the target is no category, boolean or number
 * @throws {MetricInputError} when a column of numbers or times cannot be read as such
 * @throws {InvalidMetadataError} when the metadata is not of one table
 * @throws {AbortedError} when the signal fires
 * Source: Esteban, Hyland and Rätsch (arXiv 1706.02633), section 4.
 *
 * @example
 * const { tstr, trtr } = await utility({ train, synthetic, holdout }, metadata, 'income');
 */
export const utility = async (
  { train, synthetic, holdout, others = {} }: UtilityTables,
  metadata: MetadataInput,
  target: string,
  { seed = 0, maxRows = 50_000, resamples = 200, confidence = 0.95, signal, onProgress }: UtilityOptions = {},
): Promise<UtilityResult> => {
  checkWhole('utility', 'maxRows', maxRows, 1);
  checkWhole('utility', 'resamples', resamples, 20);
  checkConfidence('utility', confidence);
  const named = Object.keys(others);
  const tables = [train, synthetic, holdout, ...Object.values(others)];
  const isReal = (i: number): boolean => i === 0 || i === 2;
  if (tables.some(({ rows }) => rows === 0)) throw new EmptyTableError('utility');
  const described = singleTable(metadata);
  const task = readTargets(
    tables.map((table) => table.column(target)),
    isReal,
    described,
    target,
  );
  const { names, features, empty } = tableFeatures(
    tables.map((table, i) => ({ table, side: isReal(i) ? 'real' : 'synthetic' })),
    described,
    [target],
  );
  const withTarget = task.targets.map(rowsWithTarget);
  const learned = Math.min(withTarget[0]!.length, withTarget[1]!.length, maxRows);
  const random = createRandomSource(seed).child('utility');
  const sources = ['train', 'synthetic', 'holdout', ...named.map((name) => `other ${name}`)];
  const used = withTarget.map((rows, i) =>
    i === 2 ? rows : drawnRows(rows.length, learned, random.child(sources[i]!)).map((at) => rows[at]!),
  );
  const labelled = <T extends ClassTarget | NumberTarget>(targets: readonly T[]): Labelled<T>[] =>
    used.map((rows, i) => ({
      features: features[i]!.map((feature): TreeFeature => gatherFeature(feature, rows)),
      target: gatherTarget(targets[i]!, rows),
    }));
  const checkpoint = createCheckpoint('utility', 4 + 2 * named.length, { signal, onProgress });
  const positive =
    task.kind === 'classes'
      ? positiveClass(
          { target: task.targets[0]!, column: train.column(target) },
          { target: task.targets[2]!, column: holdout.column(target) },
        )
      : null;
  const reason = whyNot(learned, names.length, gatherTarget(task.targets[2]!, withTarget[2]!), target);

  const tested = withTarget[2]!.length;
  const bootstrap: HoldoutBootstrap | null =
    reason === null && tested >= FEWEST_ROWS
      ? {
          weights: await drawResamples(tested, {
            resamples,
            maxRows: MOST_RESAMPLED_ROWS,
            random: random.child('intervals'),
            operation: 'utility',
            signal,
          }),
          confidence,
          signal,
        }
      : null;

  const scorer = (): ((learner: Learner, from: number) => Promise<UtilityScores>) => {
    if (task.kind === 'classes') {
      const parts = labelled(task.targets);
      return (learner, from) =>
        scoreClasses(learner, parts[from]!, parts[2]!, positive?.code ?? null, bootstrap, { seed, signal });
    }
    const parts = labelled(task.targets);
    return (learner, from) => scoreNumbers(learner, parts[from]!, parts[2]!, bootstrap, { seed, signal });
  };
  const learn = reason === null ? scorer() : async () => noScores(reason);
  const scores = async (from: number): Promise<LearnerScores> => {
    const tooFew = used[from]!.length < MIN_LEARNED_ROWS;
    const score = tooFew && reason === null ? async () => noScores(fewRows(used[from]!.length, target)) : learn;
    const trees = await score(boostedTrees(), from);
    await checkpoint('learning the target');
    const line = await score(linear(), from);
    await checkpoint('learning the target');
    return { boostedTrees: trees, linear: line };
  };
  const scoresOfOthers = async (): Promise<Record<string, LearnerScores>> => {
    const found: [string, LearnerScores][] = [];
    for (const [i, name] of named.entries()) found.push([name, await scores(3 + i)]);
    return Object.fromEntries(found);
  };
  const missing = (i: number): number => tables[i]!.rows - withTarget[i]!.length;
  return {
    target,
    task: task.kind === 'classes' ? 'classification' : 'regression',
    tstr: await scores(1),
    trtr: await scores(0),
    ...(named.length > 0 && { others: await scoresOfOthers() }),
    rows: { learned, tested },
    withoutTarget: { train: missing(0), synthetic: missing(1), holdout: missing(2) },
    positiveClass: positive?.text ?? null,
    emptyColumns: empty,
    seed,
  };
};
