import type { Table } from '@cvd/core';
import { nearestRows } from '../distances/nearest-rows.js';
import { twoSidedZ } from '../figures/confidence-level.js';
import { type NamedFigure, notComputable } from '../figures/figure.js';
import { type Rate, rate } from '../figures/rate.js';
import { delongVariance, type ScoredPart } from '../scores/auc-interval.js';
import { rocAuc } from '../scores/roc-auc.js';
import { type AttackOptions, type AttackTables, FEWEST_TARGETS, narrowed, planAttack } from './attack-tables.js';
import { knownSets } from './known-sets.js';
import { type MembersAndOthers, membershipParts } from './membership-parts.js';

/**
 * How often a training row scores above a row that was not learned from, ties half: an area under the ROC curve, of
 * which .5 is chance and 1 tells all. DeLong's interval.
 */
export type MembershipInference = NamedFigure<'auc'> & {
  /** Share of members found where 1 % of non-members are taken for members; takes 500 non-members. */
  readonly truePositivesAt1Percent: Rate;
  /** Training rows that were measured on: others than the columns were chosen on. */
  readonly members: number;
  /** Holdout rows that were measured on: neither chosen on nor of the reference. */
  readonly nonMembers: number;
  /** Holdout rows that the density of real rows was taken from. */
  readonly reference: number;
  /** The columns that told members best; empty where nothing could be computed. */
  readonly known: readonly string[];
  /** Sets of columns that were tried. */
  readonly tried: number;
};

/** Non-members from which on 1 % of them are five or more. */
const ENOUGH_FOR_1_PERCENT = 500;

/** Random splits of the columns whose halves are tried, beside all columns. */
const SPLITS = 2;

/** Keeps rows that stand in both tables at a ratio of 1. */
const ZERO = 1e-9;

/**
 * Membership inference by density ratio, after DOMIAS (van Breugel et al., AISTATS 2023): a row is taken for a member
 * when synthetic rows are denser about it than real ones are. The holdout is split in two, rows for the density of real
 * ones and non-members; members are as many training rows. Densities are those of the nearest neighbour, by Gower
 * distance over the columns that somebody knows: the score is the distance to the nearest reference row divided by that
 * to the nearest synthetic one. All columns and the halves of two random splits are tried on at most `targets` / 2
 * members and as many non-members; the set with the highest area is measured on all others. It needs no fit, handles
 * missing values, and finds copies however rare; DOMIAS' own densities (kernels, flows) may find more where a
 * synthesizer overfits regions instead of rows.
 * @throws {EmptyTableError | InvalidOptionError | MetricInputError | UnknownColumnError | AbortedError}
 */
export const membershipInference = async (
  tables: AttackTables,
  options: AttackOptions = {},
): Promise<MembershipInference> => {
  const { scale, random, targets, confidence, search } = planAttack('membershipInference', tables, options);
  const parts = membershipParts(tables, targets, random);
  if (parts === null) {
    const because = `it takes ${4 * FEWEST_TARGETS} rows in the holdout and ${2 * FEWEST_TARGETS} in training`;
    const nothing = { members: 0, nonMembers: 0, reference: 0, known: [], tried: 0 };
    return { auc: null, because, truePositivesAt1Percent: notComputable(because), ...nothing };
  }

  const scored = async ({ members, nonMembers }: MembersAndOthers, known: readonly string[]): Promise<ScoredPart> => {
    const { onProgress: _, ...quiet } = search;
    const columns = narrowed(scale, known);
    const ratios = async (queries: Table): Promise<Float64Array> => {
      const real = await nearestRows(columns, { queries, reference: parts.reference }, quiet);
      const made = await nearestRows(columns, { queries, reference: tables.synthetic }, quiet);
      return real.distances.map((distance, row) => (distance + ZERO) / (made.distances[row]! + ZERO));
    };
    const scores = new Float64Array(members.rows + nonMembers.rows);
    scores.set(await ratios(members));
    scores.set(await ratios(nonMembers), members.rows);
    return { scores, positive: Uint8Array.from(scores, (_score, row) => (row < members.rows ? 1 : 0)) };
  };

  const sets = knownSets(
    scale.columns.map(({ name }) => name),
    SPLITS,
    random,
  );
  let worst = sets[0]!;
  let highest = Number.NEGATIVE_INFINITY;
  for (const [i, known] of sets.entries()) {
    const { positive, scores } = await scored(parts.choose, known);
    const area = rocAuc(positive, scores);
    if (area > highest) [worst, highest] = [known, area];
    search.onProgress?.({ phase: 'membership inference', fraction: (i + 1) / (sets.length + 1) });
  }
  const { positive, scores } = await scored(parts.measure, worst);
  search.onProgress?.({ phase: 'membership inference', fraction: 1 });

  const value = rocAuc(positive, scores);
  const reach = twoSidedZ(confidence) * Math.sqrt(delongVariance(positive, scores));
  const interval = { low: Math.max(0, value - reach), high: Math.min(1, value + reach), confidence, method: 'DeLong' };
  const [members, nonMembers] = [parts.measure.members.rows, parts.measure.nonMembers.rows];
  return {
    auc: value,
    interval,
    truePositivesAt1Percent:
      nonMembers < ENOUGH_FOR_1_PERCENT
        ? notComputable(`it takes ${ENOUGH_FOR_1_PERCENT} non-members, and there are ${nonMembers}`)
        : truePositives(scores, members, confidence),
    members,
    nonMembers,
    reference: parts.reference.rows,
    known: worst,
    tried: sets.length,
  };
};

/** The threshold is a non-member's score that at most 1 % of them pass. */
const truePositives = (scores: ArrayLike<number>, members: number, confidence: number): Rate => {
  const all = Float64Array.from(scores);
  const others = all.slice(members).sort();
  const threshold = others[others.length - 1 - Math.floor(others.length / 100)]!;
  const found = all.subarray(0, members).filter((score) => score > threshold).length;
  return rate(found, members, confidence);
};
