import { MetricInputError } from '../errors/metric-input-error.js';
import { bitAt } from '../table/bits.js';
import { isPresent } from '../table/cell.js';
import type { Column, Int64Column, TimestampColumn } from '../table/column.js';
import { unitsPerSecond } from '../table/timestamp.js';

/** One column of both tables as numbers. */
export interface NumericPair {
  /** NaN where a row holds no value. Shares memory with the column where it can: do not write to it. */
  readonly real: Float64Array;
  readonly synthetic: Float64Array;
  /**
   * The smallest real value of 64-bit integers and timestamps, else 0. It is subtracted from every value, so that
   * differences stay exact up to 2⁵³ (104 days in nanoseconds; one part in 2⁵³ beyond). Timestamps are in the finer unit
   * of the two tables.
   */
  readonly origin: bigint;
  /** Whether the values were integers in the first place, which are never rounded. */
  readonly integer: boolean;
}

type BigColumn = Int64Column | TimestampColumn;
const isBig = (column: Column): column is BigColumn => column.type === 'int64' || column.type === 'timestamp';
const perSecond = (column: BigColumn): bigint => (column.type === 'timestamp' ? unitsPerSecond[column.unit] : 1n);

const smallest = (column: BigColumn, scale: bigint): bigint | null => {
  let min: bigint | null = null;
  for (let row = 0; row < column.length; row++)
    if (isPresent(column, row) && (min === null || column.values[row]! < min)) min = column.values[row]!;
  return min === null ? null : min * scale;
};

const shifted = (column: BigColumn, origin: bigint, scale: bigint): Float64Array => {
  const out = new Float64Array(column.length);
  for (let row = 0; row < column.length; row++)
    out[row] = isPresent(column, row) ? Number(column.values[row]! * scale - origin) : Number.NaN;
  return out;
};

const plain = (column: Column, metric: string, side: 'real' | 'synthetic'): Float64Array => {
  if (column.type === 'utf8') {
    // A column without a single value is read as text; to SDMetrics it is a column of missing numbers.
    for (let row = 0; row < column.length; row++)
      if (isPresent(column, row)) throw new MetricInputError(metric, 'not-numeric', side);
    return new Float64Array(column.length).fill(Number.NaN);
  }
  if (column.type === 'float64' && column.validity === null) return column.values;
  const out = new Float64Array(column.length).fill(Number.NaN);
  for (let row = 0; row < column.length; row++) {
    if (!isPresent(column, row)) continue;
    out[row] = column.type === 'bool' ? Number(bitAt(column.values, row)) : Number(column.values[row]);
  }
  return out;
};

/**
 * Both columns as floats with NaN for missing values. Booleans count as 0 and 1.
 * @throws {MetricInputError} (not-numeric) when a column holds text
 */
export const numericPair = (real: Column, synthetic: Column, metric: string): NumericPair => {
  if (isBig(real) && isBig(synthetic)) {
    let finest = perSecond(real);
    if (perSecond(synthetic) > finest) finest = perSecond(synthetic);
    const realScale = finest / perSecond(real);
    const syntheticScale = finest / perSecond(synthetic);
    const origin = smallest(real, realScale) ?? smallest(synthetic, syntheticScale) ?? 0n;
    return {
      real: shifted(real, origin, realScale),
      synthetic: shifted(synthetic, origin, syntheticScale),
      origin,
      integer: true,
    };
  }
  return {
    real: plain(real, metric, 'real'),
    synthetic: plain(synthetic, metric, 'synthetic'),
    origin: 0n,
    integer: false,
  };
};

/** The values that are not missing, in order, in memory of their own. */
export const presentValues = (values: Float64Array): Float64Array => values.filter((value) => !Number.isNaN(value));

/** Smallest and largest value; NaN for both when there is none. */
export const rangeOf = (values: Float64Array): { readonly min: number; readonly max: number } => {
  let min = Number.NaN;
  let max = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!(value >= min)) min = Number.isNaN(value) ? min : value;
    if (!(value <= max)) max = Number.isNaN(value) ? max : value;
  }
  return { min, max };
};
