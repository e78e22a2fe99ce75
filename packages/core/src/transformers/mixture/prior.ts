import { scaleByPowerOfTwo } from '../../numeric/powers-of-two.js';
import type { StandardUnits } from './standard-units.js';

/** scikit-learn's reg_covar, in the column's units squared. */
const REGULARISATION = 1e-6;

/**
 * What is believed of a column before its values are seen; scikit-learn's defaults for everything that CTGAN does not set:
 * one row's worth of belief in the mean of all values and in their variance.
 */
export interface Prior {
  /** γ of the Dirichlet process: below 1 few components are expected. */
  readonly concentration: number;
  /** m₀: mean of all values. */
  readonly mean: number;
  /** S₀: variance of all values (divisor rows − 1). */
  readonly variance: number;
  /** Added to each component's variance, so that none collapses onto one value. */
  readonly regularisation: number;
}

/** The prior of a column, in standard units. */
export const priorOf = (
  { data: { length, values, counts, total }, variance, exponent }: StandardUnits,
  concentration: number,
): Prior => {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += values[i]! * counts[i]!;
  // One in the column's units squared, or the variance where that is less; without a variance the square of the value's scale.
  const one = scaleByPowerOfTwo(1, Math.max(-1000, Math.min(1000, -2 * exponent)));
  return {
    concentration,
    mean: sum / total,
    variance,
    regularisation: REGULARISATION * Math.min(one, variance === 0 ? 1 : variance),
  };
};
