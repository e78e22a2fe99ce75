import { gatherRows } from '@cvd/core';
import { nearestRows } from '../distances/nearest-rows.js';
import { twoSidedZ } from '../figures/confidence-level.js';
import { type NamedFigure, notComputable } from '../figures/figure.js';
import { type Rate, rate } from '../figures/rate.js';
import { delongVariance } from '../scores/auc-interval.js';
import { rocAuc } from '../scores/roc-auc.js';
import { drawnRows, shuffledRows } from '../seeded-rows.js';
import { type AttackOptions, type AttackTables, FEWEST_TARGETS, planAttack } from './attack-tables.js';

/**
 * How often a training row scores above a row that was not learned from, ties half: an area under the ROC curve, of
 * which .5 is chance and 1 tells all. DeLong's interval.
 */
export type MembershipInference = NamedFigure<'auc'> & {
  /** Share of members found where 1 % of non-members are taken for members; takes 500 non-members. */
  readonly truePositivesAt1Percent: Rate;
  readonly members: number;
  readonly nonMembers: number;
  /** Holdout rows that the density of real rows was taken from. */
  readonly reference: number;
};

/** Non-members from which on 1 % of them are five or more. */
const ENOUGH_FOR_1_PERCENT = 500;

/** Keeps rows that stand in both tables at a ratio of 1. */
const ZERO = 1e-9;

/**
 * Membership inference by density ratio, after DOMIAS (van Breugel et al., AISTATS 2023): a row is taken for a member
 * when synthetic rows are denser about it than real ones are. The holdout is split in two, rows for the density of real
 * ones and non-members; members are as many training rows. Densities are those of the nearest neighbour, by Gower
 * distance over all columns: the score is the distance to the nearest reference row divided by that to the nearest
 * synthetic one. It needs no fit, handles missing values, and finds copies however rare; DOMIAS' own densities
 * (kernels, flows) may find more where a synthesizer overfits regions instead of rows.
 * @throws {EmptyTableError | InvalidOptionError | MetricInputError | UnknownColumnError | AbortedError}
 */
export const membershipInference = async (
  tables: AttackTables,
  options: AttackOptions = {},
): Promise<MembershipInference> => {
  const { training, synthetic, holdout } = tables;
  const { scale, random, confidence, search } = planAttack('membershipInference', tables, options);
  const order = shuffledRows(holdout.rows, random.child('holdout'));
  const half = Math.floor(holdout.rows / 2);
  const reference = gatherRows(holdout, order.subarray(0, half));
  const nonMembers = gatherRows(holdout, order.subarray(half, 2 * half));
  const members = gatherRows(training, drawnRows(training.rows, half, random.child('members')));
  const counts = { members: members.rows, nonMembers: nonMembers.rows, reference: reference.rows };
  if (Math.min(members.rows, half) < FEWEST_TARGETS) {
    const because = `it takes ${2 * FEWEST_TARGETS} rows in the holdout and ${FEWEST_TARGETS} in training`;
    return { auc: null, because, truePositivesAt1Percent: notComputable(because), ...counts };
  }
  const scores = new Float64Array(members.rows + nonMembers.rows);
  for (const [side, queries] of [members, nonMembers].entries()) {
    const { onProgress: _, ...quiet } = search;
    const real = await nearestRows(scale, { queries, reference }, quiet);
    const made = await nearestRows(scale, { queries, reference: synthetic }, quiet);
    for (let row = 0; row < queries.rows; row++)
      scores[side * members.rows + row] = (real.distances[row]! + ZERO) / (made.distances[row]! + ZERO);
    search.onProgress?.({ phase: 'membership inference', fraction: (side + 1) / 2 });
  }
  const positive = Uint8Array.from(scores, (_, row) => (row < members.rows ? 1 : 0));
  const value = rocAuc(positive, scores);
  const reach = twoSidedZ(confidence) * Math.sqrt(delongVariance(positive, scores));
  const interval = { low: Math.max(0, value - reach), high: Math.min(1, value + reach), confidence, method: 'DeLong' };
  return {
    auc: value,
    interval,
    truePositivesAt1Percent:
      nonMembers.rows < ENOUGH_FOR_1_PERCENT
        ? notComputable(`it takes ${ENOUGH_FOR_1_PERCENT} non-members, and there are ${nonMembers.rows}`)
        : truePositives(scores, members.rows, confidence),
    ...counts,
  };
};

/** The threshold is a non-member's score that at most 1 % of them pass. */
const truePositives = (scores: Float64Array, members: number, confidence: number): Rate => {
  const others = scores.slice(members).sort();
  const threshold = others[others.length - 1 - Math.floor(others.length / 100)]!;
  const found = scores.subarray(0, members).filter((score) => score > threshold).length;
  return rate(found, members, confidence);
};
