import { bitAt, type Column, type ColumnMetadata, isPresent, MetricInputError } from '@cvd/core';
import { datetimeColumn } from '../datetime-column.js';

const perSecond = { s: 1, ms: 1e3, us: 1e6, ns: 1e9 } as const;

/**
 * A column as floats: NaN where it is missing, booleans as 0 and 1, instants in seconds since 1970. Integers past ±2⁵³
 * and fractions of a microsecond are rounded, which no learner sees.
 * @param place - what errors name
 * @throws {MetricInputError} not-numeric, invalid-datetime, no-datetime-format
 */
export const numberValues = (
  stored: Column,
  metadata: ColumnMetadata,
  place: string,
  side: 'real' | 'synthetic',
): Float64Array => {
  const column = metadata.sdtype === 'datetime' ? datetimeColumn(stored, metadata, place, side) : stored;
  const out = new Float64Array(column.length).fill(Number.NaN);
  const scale = column.type === 'timestamp' ? perSecond[column.unit] : 1;
  for (let row = 0; row < column.length; row++) {
    if (!isPresent(column, row)) continue;
    // A column without a single value is read as text; only one that holds something cannot be numbers.
    if (column.type === 'utf8') throw new MetricInputError(place, 'not-numeric', side);
    out[row] = column.type === 'bool' ? Number(bitAt(column.values, row)) : Number(column.values[row]) / scale;
  }
  return out;
};
