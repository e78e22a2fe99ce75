import { MetricInputError } from '../errors/metric-input-error.js';
import { countCodes, type JointCodes, jointCodes } from './joint-codes.js';
import type { ColumnMetric } from './metric.js';

/** Count that SDMetrics gives in the real table to a category seen only in the synthetic one. */
const UNSEEN = 1e-6;

/** {@link tvComplement} of values already coded. @throws {MetricInputError} (empty) */
export const tvComplementOf = ({ real, synthetic, size }: JointCodes): number => {
  const realCounts = countCodes(real, size).subarray(0, size - 1);
  const syntheticCounts = countCodes(synthetic, size).subarray(0, size - 1);
  let realTotal = 0;
  let syntheticTotal = 0;
  for (let code = 0; code < size - 1; code++) {
    realTotal += realCounts[code]!;
    syntheticTotal += syntheticCounts[code]!;
  }
  if (realTotal === 0) throw new MetricInputError('TVComplement', 'empty', 'real');
  if (syntheticTotal === 0) throw new MetricInputError('TVComplement', 'empty', 'synthetic');
  for (let code = 0; code < size - 1; code++) {
    if (realCounts[code] !== 0) continue;
    realCounts[code] = UNSEEN;
    realTotal += UNSEEN;
  }
  let distance = 0;
  for (let code = 0; code < size - 1; code++)
    distance += Math.abs(syntheticCounts[code]! / syntheticTotal - realCounts[code]! / realTotal);
  return Math.max(0, 1 - distance / 2);
};

/**
 * TVComplement: 1 − the total variation distance between the category frequencies. Missing values are left out, and a
 * category that only the synthetic table has counts as seen a millionth of a time in the real one, as in SDMetrics.
 * Throws {@link MetricInputError} (empty) when either side holds no value.
 */
export const tvComplement: ColumnMetric = {
  name: 'TVComplement',
  goal: 'maximize',
  minValue: 0,
  maxValue: 1,
  compute: (real, synthetic) => ({ score: tvComplementOf(jointCodes(real, synthetic)) }),
};
