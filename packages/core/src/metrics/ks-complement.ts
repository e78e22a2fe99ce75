import type { ColumnMetric } from './metric.js';
import { type NumericPair, numericPair, presentValues } from './numeric-pair.js';

const TWO_POW_52 = 2 ** 52;

/** Nearest integer, halves to even; numbers that are integers already stay as they are. */
const roundHalfEven = (value: number): number => {
  if (!(Math.abs(value) < TWO_POW_52)) return value;
  return value < 0 ? value - TWO_POW_52 + TWO_POW_52 : value + TWO_POW_52 - TWO_POW_52;
};

/**
 * Values as KSComplement compares them: rounded to 14 decimal places the way NumPy does, which merges values that differ
 * by floating-point noise only; integers as they are. One a row, NaN where a row holds no value.
 */
export const roundedForKs = (values: Float64Array, integer: boolean): Float64Array => {
  if (integer) return values;
  const rounded = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) rounded[i] = roundHalfEven(values[i]! * 1e14) / 1e14;
  return rounded;
};

/** The present ones of {@link roundedForKs}, ascending, in memory of their own. */
export const sortedAndRounded = (values: Float64Array, integer: boolean): Float64Array =>
  presentValues(roundedForKs(values, integer)).sort();

/** Largest distance between two empirical distribution functions. Both samples sorted ascending and not empty. */
export const largestDistance = (a: Float64Array, b: Float64Array): number => {
  let i = 0;
  let j = 0;
  let largest = 0;
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i]!, b[j]!);
    while (i < a.length && a[i]! <= value) i++;
    while (j < b.length && b[j]! <= value) j++;
    largest = Math.max(largest, Math.abs(i / a.length - j / b.length));
  }
  return largest;
};

/** {@link ksComplement} of values already made numbers. */
export const ksComplementOf = ({ real, synthetic, integer }: NumericPair): number => {
  const a = sortedAndRounded(real, integer);
  const b = sortedAndRounded(synthetic, integer);
  return a.length === 0 || b.length === 0 ? Number.NaN : 1 - largestDistance(a, b);
};

/**
 * KSComplement: 1 − the two-sample Kolmogorov–Smirnov statistic of the values that are not missing, rounded to 14
 * decimal places. For numbers and timestamps. NaN when either side holds no value at all.
 * Throws {@link MetricInputError} (not-numeric) for text.
 */
export const ksComplement: ColumnMetric = {
  name: 'KSComplement',
  goal: 'maximize',
  minValue: 0,
  maxValue: 1,
  compute: (real, synthetic) => ({ score: ksComplementOf(numericPair(real, synthetic, 'KSComplement')) }),
};
