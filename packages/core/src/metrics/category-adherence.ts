import { countCodes, type JointCodes, jointCodes } from './joint-codes.js';
import type { ColumnMetric } from './metric.js';

/** {@link categoryAdherence} of values already coded. */
export const categoryAdherenceOf = ({ real, synthetic, size }: JointCodes): number => {
  const known = countCodes(real, size);
  let valid = 0;
  for (let row = 0; row < synthetic.length; row++) if (known[synthetic[row]!]! > 0) valid++;
  return synthetic.length === 0 ? Number.NaN : valid / synthetic.length;
};

/**
 * CategoryAdherence: the share of synthetic rows whose value occurs in the real column. A missing value is valid when
 * the real column has one. NaN when the synthetic column has no rows.
 */
export const categoryAdherence: ColumnMetric = {
  name: 'CategoryAdherence',
  goal: 'maximize',
  minValue: 0,
  maxValue: 1,
  compute: (real, synthetic) => ({ score: categoryAdherenceOf(jointCodes(real, synthetic)) }),
};
