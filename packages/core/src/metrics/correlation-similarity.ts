import { MetricInputError } from '../errors/metric-input-error.js';
import { pairedRows, pearson } from '../numeric/correlation.js';
import type { ColumnPairMetric, ComparedResult } from './metric.js';
import { type NumericPair, numericPair } from './numeric-pair.js';

const NAME = 'CorrelationSimilarity';

export interface CorrelationSimilarityOptions {
  /** The score is NaN unless the real correlation is larger than this in absolute value, 0 to 1. @default 0 */
  readonly threshold?: number;
}

/** Whether the present values of a column are all the same; false when there are none. */
const isConstant = (values: Float64Array): boolean => {
  let first = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    if (Number.isNaN(first)) first = value;
    else if (value !== first) return false;
  }
  return !Number.isNaN(first);
};

/** {@link correlationSimilarity} of values already made numbers. @throws {MetricInputError} */
export const correlationSimilarityOf = (
  first: NumericPair,
  second: NumericPair,
  { threshold = 0 }: CorrelationSimilarityOptions = {},
): ComparedResult => {
  for (const side of ['real', 'synthetic'] as const) {
    if (isConstant(first[side]) || isConstant(second[side])) throw new MetricInputError(NAME, 'constant', side);
    if (pairedRows(first[side], second[side]) < 2) throw new MetricInputError(NAME, 'too-few-values', side);
  }
  const real = pearson(first.real, second.real);
  const synthetic = pearson(first.synthetic, second.synthetic);
  const score = Math.abs(real) > threshold ? 1 - Math.abs(real - synthetic) / 2 : Number.NaN;
  return { score, real, synthetic };
};

/**
 * CorrelationSimilarity: 1 − half the difference of the two Pearson correlations, over the rows where both columns hold
 * a value. For numbers and timestamps.
 *
 * The score is NaN when the real correlation is not larger than `threshold` in absolute value (with the default of 0:
 * when it is exactly 0), or when a column is constant in the rows that count. Throws {@link MetricInputError}: constant
 * (a column with one distinct value), too-few-values, not-numeric.
 */
export const correlationSimilarity: ColumnPairMetric<ComparedResult, CorrelationSimilarityOptions> = {
  name: NAME,
  goal: 'maximize',
  minValue: 0,
  maxValue: 1,
  compute: (real, synthetic, options) =>
    correlationSimilarityOf(
      numericPair(real[0], synthetic[0], NAME),
      numericPair(real[1], synthetic[1], NAME),
      options,
    ),
};
