import { averageRanks, normalQuantile } from '@cvd/core';
import type { ComputedFigure } from '../figures/figure.js';
import { rocAuc } from './roc-auc.js';

/**
 * Variance of {@link rocAuc} over samples of rows, by DeLong: how much the share of the other side that a row beats
 * varies, on both sides. From ranks, cost n log n.
 * @returns NaN with fewer than two rows on a side
 * Source: DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988); Sun and Xu, IEEE Signal Process. Lett. 21 (2014).
 */
export const delongVariance = (positive: ArrayLike<number>, scores: ArrayLike<number>): number => {
  const rows = [1, 0].map((side) =>
    Array.from({ length: scores.length }, (_, row) => row).filter((row) => Number(positive[row] === 1) === side),
  );
  const all = averageRanks(scores);
  let variance = 0;
  for (const [side, own] of rows.entries()) {
    const others = rows[1 - side]!.length;
    const within = averageRanks(Float64Array.from(own, (row) => scores[row]!));
    // Rank among all less rank among its own: how many of the other side it beats.
    const beaten = own.map((row, i) => (all[row]! - within[i]!) / others);
    const mean = beaten.reduce((sum, share) => sum + share, 0) / own.length;
    const squares = beaten.reduce((sum, share) => sum + (share - mean) ** 2, 0);
    variance += squares / (own.length - 1) / own.length;
  }
  return rows.some((own) => own.length < 2) ? Number.NaN : variance;
};

/** Area and interval of one held-out part. */
export interface ScoredPart {
  readonly positive: ArrayLike<number>;
  readonly scores: ArrayLike<number>;
}

/**
 * The mean area under the ROC curve over the folds of a cross-validation, each scored by a model of its own, and its 95 %
 * interval: DeLong's variance of each fold, averaged over the folds, times 1 + k / (k − 1) for k folds, since the folds
 * are no independent samples (each one's rows are learned from by the other models); the normal approximation, cut to
 * 0 … 1. It is wide enough near .5, where that matters most, and wider than needed far from it.
 * @param folds - at least two, each with two rows of both kinds
 * Source: DeLong et al. as above; Nadeau and Bengio, Mach. Learn. 52 (2003), section 3.
 */
export const crossValidatedAuc = (folds: readonly ScoredPart[]): ComputedFigure => {
  const k = folds.length;
  let auc = 0;
  let variance = 0;
  for (const { positive, scores } of folds) {
    auc += rocAuc(positive, scores) / k;
    variance += delongVariance(positive, scores) / k ** 2;
  }
  const reach = normalQuantile(0.975) * Math.sqrt(variance * (1 + k / (k - 1)));
  return {
    value: auc,
    interval: {
      low: Math.max(0, auc - reach),
      high: Math.min(1, auc + reach),
      confidence: 0.95,
      method: `DeLong's variance of each of ${k} folds, corrected for their overlap (Nadeau and Bengio)`,
    },
  };
};
