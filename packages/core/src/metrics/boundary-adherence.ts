import type { ColumnMetric, MetricResult } from './metric.js';
import { type NumericPair, numericPair, rangeOf } from './numeric-pair.js';

export interface BoundaryAdherenceOptions {
  /** Smallest allowed value. @default that of the real column */
  readonly minimum?: number;
  /** Largest allowed value. @default that of the real column */
  readonly maximum?: number;
  /** Whether missing values are allowed (they are then left out). @default whether the real column has any */
  readonly nullable?: boolean;
}

/** {@link boundaryAdherence} of values already made numbers. */
export const boundaryAdherenceOf = (
  { real, synthetic, origin }: NumericPair,
  options: BoundaryAdherenceOptions = {},
): number => {
  const range = rangeOf(real);
  const min = options.minimum === undefined ? range.min : options.minimum - Number(origin);
  const max = options.maximum === undefined ? range.max : options.maximum - Number(origin);
  const nullable = options.nullable ?? real.some(Number.isNaN);
  let valid = 0;
  let counted = 0;
  for (let row = 0; row < synthetic.length; row++) {
    const value = synthetic[row]!;
    if (nullable && Number.isNaN(value)) continue;
    counted++;
    if (value >= min && value <= max) valid++;
  }
  return counted === 0 ? Number.NaN : valid / counted;
};

/**
 * BoundaryAdherence: the share of synthetic values between the smallest and the largest real one, both included.
 * Missing values are left out when the real column has some, and are violations when it has none. For numbers and
 * timestamps. NaN when no synthetic value is left to judge; 0 when the real column holds no value.
 */
export const boundaryAdherence: ColumnMetric<MetricResult, BoundaryAdherenceOptions> = {
  name: 'BoundaryAdherence',
  goal: 'maximize',
  minValue: 0,
  maxValue: 1,
  compute: (real, synthetic, options) => ({
    score: boundaryAdherenceOf(numericPair(real, synthetic, 'BoundaryAdherence'), options),
  }),
};
