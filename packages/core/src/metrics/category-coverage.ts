import { MetricInputError } from '../errors/metric-input-error.js';
import { countCodes, jointCodes } from './joint-codes.js';
import type { ColumnMetric, ComparedResult } from './metric.js';

/**
 * CategoryCoverage: the share of the real categories that the synthetic column has. `real` is their number, `synthetic`
 * the number of them found. Missing values are no category. Throws {@link MetricInputError} (empty) when the real column
 * holds no value.
 */
export const categoryCoverage: ColumnMetric<ComparedResult> = {
  name: 'CategoryCoverage',
  goal: 'maximize',
  minValue: 0,
  maxValue: 1,
  compute: (realColumn, syntheticColumn) => {
    const codes = jointCodes(realColumn, syntheticColumn);
    const realCounts = countCodes(codes.real, codes.size);
    const syntheticCounts = countCodes(codes.synthetic, codes.size);
    let real = 0;
    let synthetic = 0;
    for (let code = 0; code < codes.size - 1; code++) {
      if (realCounts[code] === 0) continue;
      real++;
      if (syntheticCounts[code]! > 0) synthetic++;
    }
    if (real === 0) throw new MetricInputError('CategoryCoverage', 'empty', 'real');
    return { score: synthetic / real, real, synthetic };
  },
};
