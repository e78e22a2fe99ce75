import { medianSorted } from 'simple-statistics';
import type { ColumnMetric, ComparedResult } from './metric.js';
import { type NumericPair, numericPair, presentValues, rangeOf } from './numeric-pair.js';

export interface StatisticSimilarityOptions {
  /** Which figure to compare; `std` is the sample standard deviation. @default 'mean' */
  readonly statistic?: 'mean' | 'std' | 'median';
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const std = (values: Float64Array): number => {
  if (values.length < 2) return Number.NaN;
  const center = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1));
};

const median = (values: Float64Array): number =>
  values.length === 0 ? Number.NaN : medianSorted(values.slice().sort() as unknown as number[]);

const statistics = { mean, std, median };

/** {@link statisticSimilarity} of values already made numbers. */
export const statisticSimilarityOf = (
  pair: NumericPair,
  { statistic = 'mean' }: StatisticSimilarityOptions = {},
): ComparedResult => {
  const compute = statistics[statistic];
  const real = compute(presentValues(pair.real));
  const synthetic = compute(presentValues(pair.synthetic));
  const { min, max } = rangeOf(pair.real);
  const score = max > min ? Math.max(1 - Math.abs(real - synthetic) / (max - min), 0) : Number.NaN;
  const shift = statistic === 'std' ? 0 : Number(pair.origin);
  return { score, real: real + shift, synthetic: synthetic + shift };
};

/**
 * StatisticSimilarity: 1 − the difference of the means, medians or standard deviations in units of the real range, not
 * below 0. `real` and `synthetic` are the figures themselves. For numbers and timestamps; missing values are left out.
 * NaN when the real column is constant or a figure is not defined (no values; one value for `std`).
 */
export const statisticSimilarity: ColumnMetric<ComparedResult, StatisticSimilarityOptions> = {
  name: 'StatisticSimilarity',
  goal: 'maximize',
  minValue: 0,
  maxValue: 1,
  compute: (real, synthetic, options) =>
    statisticSimilarityOf(numericPair(real, synthetic, 'StatisticSimilarity'), options),
};
