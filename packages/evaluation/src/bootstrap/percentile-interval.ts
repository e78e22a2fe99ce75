import { quantileSorted } from '@cvd/core';
import type { Interval } from '../figures/figure.js';
import { formatCount } from '../format/format-figures.js';
import type { RowWeights } from './row-weights.js';

export interface PercentileOptions {
  readonly confidence: number;
  /** The score that the percentiles are taken from: of the rows that are resampled, or 'mean', that of the resamples. */
  readonly origin: number | 'mean';
  /** What the rows are called: 'synthetic', 'holdout'. */
  readonly of: string;
  /** What else is to be said of how it was found. */
  readonly note?: string | undefined;
  /** Where the figure ends. @default 0 to 1 */
  readonly range?: readonly [low: number, high: number];
}

/** How an interval is found, in words. */
const methodOf = (used: number, { tableRows, rows }: RowWeights, { origin, of, note }: PercentileOptions): string =>
  [
    rows < tableRows
      ? `bootstrap of ${formatCount(rows)} of the ${formatCount(tableRows)} ${of} rows, deviations scaled to all of them`
      : `bootstrap of the ${of} rows`,
    `${formatCount(used)} resamples`,
    `percentiles${origin === 'mean' ? ' centred on the figure' : ''}`,
    ...(note === undefined ? [] : [note]),
  ].join(', ');

/**
 * The interval of a figure between two percentiles of what resamples of the rows gave (Efron and Tibshirani, "An
 * Introduction to the Bootstrap", 1993, chapter 13). Resamples of fewer rows than the table has vary more, by the root of
 * the ratio, and their deviations are scaled down by it (Bickel, Götze and van Zwet, Statistica Sinica 7, 1997).
 * @param scores - one a resample; NaN where it has none, which is left out
 * @returns null when fewer than half of the resamples have a score
 */
export const percentileInterval = (
  figure: number,
  scores: Float64Array,
  weights: RowWeights,
  options: PercentileOptions,
): Interval | null => {
  const { confidence, origin, range = [0, 1] } = options;
  const sorted = scores.filter((score) => !Number.isNaN(score)).sort();
  if (sorted.length < scores.length / 2 || sorted.length === 0) return null;
  const from = origin === 'mean' ? sorted.reduce((sum, score) => sum + score, 0) / sorted.length : origin;
  const scale = Math.sqrt(weights.rows / weights.tableRows);
  const end = (p: number): number =>
    Math.min(range[1], Math.max(range[0], figure + scale * (quantileSorted(sorted, p) - from)));
  return {
    low: end((1 - confidence) / 2),
    high: end((1 + confidence) / 2),
    confidence,
    method: methodOf(sorted.length, weights, options),
  };
};
