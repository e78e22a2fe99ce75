import { MetricInputError } from '../errors/metric-input-error.js';
import { contingency, contingencyDistance } from './contingency.js';
import { cramersV } from './cramers-v.js';
import { type JointCodes, jointCodes } from './joint-codes.js';
import type { ColumnPairMetric, MetricResult } from './metric.js';

const NAME = 'ContingencySimilarity';

export interface ContingencySimilarityOptions {
  /** The score is NaN unless Cramér's V in the real table is larger than this, 0 to 1. @default 0 = score every pair */
  readonly threshold?: number;
}

export interface ContingencySimilarityResult extends MetricResult {
  /** Cramér's V in the real table; NaN when a column has fewer than two categories there. */
  readonly realAssociation: number;
}

/** {@link contingencySimilarity} of values already coded. @throws {MetricInputError} (empty) when a table has no rows */
export const contingencySimilarityOf = (
  first: JointCodes,
  second: JointCodes,
  { threshold = 0 }: ContingencySimilarityOptions = {},
): ContingencySimilarityResult => {
  for (const side of ['real', 'synthetic'] as const)
    if (first[side].length === 0) throw new MetricInputError(NAME, 'empty', side);
  const real = contingency(first.real, second.real, first.size, second.size);
  const realAssociation = cramersV(real);
  if (threshold > 0 && !(realAssociation > threshold)) return { score: Number.NaN, realAssociation };
  const synthetic = contingency(first.synthetic, second.synthetic, first.size, second.size);
  return { score: Math.max(0, 1 - contingencyDistance(real, synthetic)), realAssociation };
};

/**
 * ContingencySimilarity: 1 − the total variation distance between the shares of all combinations of two categorical
 * columns. A missing value is a category of its own. All rows are used: SDMetrics' reports draw 50,000 at random from
 * larger tables, unseeded, so that its figures vary there.
 *
 * The score is NaN when `threshold` is above 0 and the real association is not larger, or not defined.
 */
export const contingencySimilarity: ColumnPairMetric<ContingencySimilarityResult, ContingencySimilarityOptions> = {
  name: NAME,
  goal: 'maximize',
  minValue: 0,
  maxValue: 1,
  compute: (real, synthetic, options) =>
    contingencySimilarityOf(jointCodes(real[0], synthetic[0]), jointCodes(real[1], synthetic[1]), options),
};
