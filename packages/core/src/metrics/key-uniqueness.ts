import type { Column } from '../table/column.js';
import { countCodes, jointCodes } from './joint-codes.js';
import type { ColumnMetric } from './metric.js';

/** {@link keyUniqueness} of the synthetic column alone. */
export const keyUniquenessOf = (synthetic: Column): number => {
  const { real: codes, size } = jointCodes(synthetic, synthetic);
  const unique = countCodes(codes, size)
    .subarray(0, size - 1)
    .filter((count) => count > 0).length;
  return codes.length === 0 ? Number.NaN : unique / codes.length;
};

/**
 * KeyUniqueness: the share of synthetic keys that are neither missing nor a repetition of an earlier one. The real
 * column plays no part in the score. NaN when the synthetic column has no rows.
 */
export const keyUniqueness: ColumnMetric = {
  name: 'KeyUniqueness',
  goal: 'maximize',
  minValue: 0,
  maxValue: 1,
  compute: (_real, synthetic) => ({ score: keyUniquenessOf(synthetic) }),
};
