import type { Column } from '@cvd/core';
import { numericPair } from '@cvd/core/metrics';
import { measuredColumn, perSecondOf, type ScaledColumn } from './gower-scale.js';

/** One column of numbers of two tables, in shares of the training range: differences above 1 count as 1. */
export interface ScaledPair {
  readonly reference: Float64Array;
  readonly queries: Float64Array;
}

/**
 * Stands for a missing number. Far from every scaled value, as infinite ones are: such a cell is 1 away from any but
 * its like.
 */
export const MISSING = 2 ** 60;
const INFINITE = 2 ** 50;
/** Beyond this many ranges neighbouring doubles differ by more than a tenth of one: two such values count as equal. */
const FARTHEST = 2 ** 49;

const scaleInto = (values: Float64Array, origin: number, range: number): Float64Array => {
  const out = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) out[row] = MISSING;
    else if (!Number.isFinite(value)) out[row] = value > 0 ? INFINITE : -INFINITE;
    else out[row] = Math.max(-FARTHEST, Math.min(FARTHEST, (value - origin) / range));
  }
  return out;
};

const firstFinite = (values: Float64Array): number => values.find(Number.isFinite) ?? 0;

/** @throws {MetricInputError} when either column holds text, or datetimes that cannot be read */
export const scaledPair = (
  { name, metadata, range, perSecond }: ScaledColumn & { readonly kind: 'number' },
  reference: Column,
  queries: Column,
): ScaledPair => {
  const place = `Column "${name}"`;
  const [first, second] = [
    measuredColumn(reference, metadata, place, 'real'),
    measuredColumn(queries, metadata, place, 'synthetic'),
  ];
  const pair = numericPair(first, second, place);
  // Timestamps of two units are read in the finer one, which may not be training's.
  const unit = Math.max(perSecondOf(first) ?? 1, perSecondOf(second) ?? 1);
  const units = perSecond === null ? range : range * (unit / perSecond);
  // Only differences count; a value of the column as origin keeps their last bits.
  const origin = firstFinite(pair.real);
  return { reference: scaleInto(pair.real, origin, units), queries: scaleInto(pair.synthetic, origin, units) };
};
