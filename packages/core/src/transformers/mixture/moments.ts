import type { WeightedValues } from './weighted-values.js';

/**
 * 10 machine epsilons, which keep an empty component's mean defined; as scikit-learn. In standard units such a mean is that of the
 * column, where scikit-learn's is 0: more than rounding only in columns very far from 0.
 */
const TINY = 10 * 2 ** -52;

/** What a step needs of the responsibilities, by component. */
export interface Moments {
  /** N: rows that it answers for, plus a tiny number. */
  readonly rows: Float64Array;
  /** Their mean. */
  readonly means: Float64Array;
  /** Their variance about it (divisor N), without regularisation. */
  readonly variances: Float64Array;
}

/**
 * Moments from sums about a place for each component.
 * @param rows - Σ r
 * @param firsts - Σ r (x − place)
 * @param seconds - Σ r (x − place)²
 */
export const momentsAbout = (
  places: Float64Array,
  rows: Float64Array,
  firsts: Float64Array,
  seconds: Float64Array,
): Moments => {
  const moments = { rows: rows.slice(), means: places.slice(), variances: rows.slice() };
  for (let k = 0; k < rows.length; k++) {
    const sum = rows[k]!;
    const n = sum + TINY;
    const mean = (places[k]! * sum + firsts[k]!) / n;
    const shift = mean - places[k]!;
    moments.rows[k] = n;
    moments.means[k] = mean;
    moments.variances[k] = Math.max(0, (seconds[k]! - 2 * shift * firsts[k]! + shift * shift * sum) / n);
  }
  return moments;
};

/**
 * Moments of given responsibilities, in two passes.
 * @param responsibilities - by value, then component; rows of sums 1
 */
export const momentsOf = (
  { length, values, counts, spreads }: WeightedValues,
  responsibilities: Float64Array,
): Moments => {
  const components = responsibilities.length / length;
  const rows = new Float64Array(components).fill(TINY);
  const means = new Float64Array(components);
  const variances = new Float64Array(components);
  for (let i = 0; i < length; i++) {
    for (let k = 0; k < components; k++) {
      const r = responsibilities[i * components + k]! * counts[i]!;
      rows[k]! += r;
      means[k]! += r * values[i]!;
    }
  }
  for (let k = 0; k < components; k++) means[k]! /= rows[k]!;
  for (let i = 0; i < length; i++) {
    for (let k = 0; k < components; k++) {
      const r = responsibilities[i * components + k]!;
      const distance = values[i]! - means[k]!;
      variances[k]! += r * (counts[i]! * distance * distance + spreads[i]!);
    }
  }
  for (let k = 0; k < components; k++) variances[k]! /= rows[k]!;
  return { rows, means, variances };
};
