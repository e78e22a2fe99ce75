import { scaleByPowerOfTwo } from '../../numeric/powers-of-two.js';
import { exponentOf } from './exponent.js';
import type { Summary } from './summarise-values.js';
import type { WeightedValues } from './weighted-values.js';

/**
 * Values moved and scaled so that nothing over- or underflows and little is lost: u = (x·2^−a − origin)·2^−b. Powers of two
 * scale without rounding, so that a fit in these units is the fit in the column's own.
 */
export interface StandardUnits {
  readonly data: WeightedValues;
  /** One unit is 2^exponent of the column's. */
  readonly exponent: number;
  /** Variance of the data in the new units (divisor total − 1), in 1 … 4; 0 where all values are equal. */
  readonly variance: number;
  /** Back to a place in the column's units. */
  readonly place: (u: number) => number;
  /** Back to a distance in the column's units; at least 2⁻¹⁰²⁰, so that its inverse is finite, at most the largest double. */
  readonly distance: (u: number) => number;
}

const SMALLEST = 2 ** -1020;

/** @param summary - of at least one value */
export const standardUnits = ({ data, exponent: first }: Summary): StandardUnits => {
  const { length, counts, total } = data;
  let origin = 0;
  for (let i = 0; i < length; i++) origin += (data.values[i]! * counts[i]!) / total;
  const values = data.values.map((value) => value - origin);
  let squares = 0;
  for (let i = 0; i < length; i++) squares += counts[i]! * values[i]! * values[i]! + data.spreads[i]!;
  const rough = total > 1 && length > 1 ? squares / (total - 1) : 0;
  const second = rough > 0 ? Math.floor((exponentOf(rough) - 1) / 2) : 0;
  for (let i = 0; i < length; i++) values[i] = scaleByPowerOfTwo(values[i]!, -second);
  return {
    data: {
      length,
      values,
      counts,
      spreads: data.spreads.map((spread) => scaleByPowerOfTwo(spread, -2 * second)),
      total,
    },
    exponent: first + second,
    variance: scaleByPowerOfTwo(rough, -2 * second),
    place: (u) => scaleByPowerOfTwo(scaleByPowerOfTwo(u, second) + origin, first),
    distance: (u) => Math.min(Math.max(scaleByPowerOfTwo(u, first + second), SMALLEST), Number.MAX_VALUE),
  };
};
