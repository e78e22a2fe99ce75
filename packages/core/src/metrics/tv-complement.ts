import { MetricInputError } from '../errors/metric-input-error.js';
import { countCodes, type JointCodes, jointCodes } from './joint-codes.js';
import type { ColumnMetric } from './metric.js';

/** Count that SDMetrics gives in the real table to a category seen only in the synthetic one. */
const UNSEEN = 1e-6;

const sumOf = (counts: Float64Array): number => {
  let sum = 0;
  for (let code = 0; code < counts.length; code++) sum += counts[code]!;
  return sum;
};

/**
 * {@link tvComplement} of categories already counted; NaN when either side counts nothing.
 * @param real - rows of each category, missing values left out
 * @param synthetic - of the same categories; only the proportions matter
 */
export const tvComplementOfCounts = (real: Float64Array, synthetic: Float64Array): number => {
  let unseen = 0;
  for (let code = 0; code < real.length; code++) if (real[code] === 0) unseen++;
  const realRows = sumOf(real);
  const realTotal = realRows + unseen * UNSEEN;
  const syntheticTotal = sumOf(synthetic);
  if (realRows === 0 || syntheticTotal === 0) return Number.NaN;
  let distance = 0;
  for (let code = 0; code < real.length; code++)
    distance += Math.abs(synthetic[code]! / syntheticTotal - (real[code]! || UNSEEN) / realTotal);
  return Math.max(0, 1 - distance / 2);
};

/** {@link tvComplement} of values already coded. @throws {MetricInputError} (empty) */
export const tvComplementOf = ({ real, synthetic, size }: JointCodes): number => {
  const realCounts = countCodes(real, size).subarray(0, size - 1);
  const syntheticCounts = countCodes(synthetic, size).subarray(0, size - 1);
  if (sumOf(realCounts) === 0) throw new MetricInputError('TVComplement', 'empty', 'real');
  if (sumOf(syntheticCounts) === 0) throw new MetricInputError('TVComplement', 'empty', 'synthetic');
  return tvComplementOfCounts(realCounts, syntheticCounts);
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
