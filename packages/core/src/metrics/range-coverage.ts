import type { ColumnMetric } from './metric.js';
import { type NumericPair, numericPair, rangeOf } from './numeric-pair.js';

/** {@link rangeCoverage} of values already made numbers. */
export const rangeCoverageOf = (pair: NumericPair): number => {
  const real = rangeOf(pair.real);
  const synthetic = rangeOf(pair.synthetic);
  const width = real.max - real.min;
  if (!(width > 0) || Number.isNaN(synthetic.min)) return Number.NaN;
  const below = Math.max((synthetic.min - real.min) / width, 0);
  const above = Math.max((real.max - synthetic.max) / width, 0);
  return Math.max(1 - (below + above), 0);
};

/**
 * RangeCoverage: the share of the real range, smallest to largest, that the synthetic range covers. For numbers and
 * timestamps. NaN when the real column is constant or either side holds no value.
 */
export const rangeCoverage: ColumnMetric = {
  name: 'RangeCoverage',
  goal: 'maximize',
  minValue: 0,
  maxValue: 1,
  compute: (real, synthetic) => ({ score: rangeCoverageOf(numericPair(real, synthetic, 'RangeCoverage')) }),
};
