import type { Column, ColumnMetadata } from '@cvd/core';
import { numericPair } from '@cvd/core/metrics';
import { datetimeColumn } from '../datetime-column.js';
import type { NoMarginal, NumberMarginal, OfTables } from './marginal.js';
import { numberEdges } from './number-edges.js';
import { perTable } from './per-table.js';

/** Milliseconds in each unit. */
const milliseconds = { s: 1e3, ms: 1, us: 1e-3, ns: 1e-6 } as const;

/** Values as numbers, datetimes in milliseconds since 1970; NaN where missing. @throws {MetricInputError} */
const numbersOf = (
  column: Column,
  metadata: ColumnMetadata,
  place: string,
  side: 'real' | 'synthetic',
): Float64Array => {
  const read = metadata.sdtype === 'datetime' ? datetimeColumn(column, metadata, place, side) : column;
  const { real: values, origin } = numericPair(read, read, place);
  const scale = read.type === 'timestamp' ? milliseconds[read.unit] : 1;
  const zero = Number(origin) * scale;
  return zero === 0 && scale === 1 ? values : values.map((value) => value * scale + zero);
};

/** Place of a value: 0 below the first edge, edges.length above the last; a bin holds its lower edge, the last one both. */
const binOf = (value: number, edges: readonly number[]): number => {
  if (value === edges.at(-1)) return edges.length - 1;
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
};

const count = (values: Float64Array, edges: readonly number[]) => {
  const shares = new Array<number>(edges.length + 1).fill(0);
  let missing = 0;
  for (const value of values) {
    if (Number.isNaN(value)) missing++;
    else shares[binOf(value, edges)]!++;
  }
  const share = (rows: number): number => (values.length === 0 ? 0 : rows / values.length);
  return { shares: shares.map(share), missing: share(missing) };
};

/**
 * A column of numbers or datetimes in bins of its real values.
 * @param extremes - whether bins may end at the real minimum and maximum
 * @throws {MetricInputError} when the column cannot be read
 */
export const numberMarginal = (
  column: string,
  metadata: ColumnMetadata,
  tables: OfTables<Column>,
  extremes: boolean,
): NumberMarginal | NoMarginal => {
  const place = `Column "${column}"`;
  const real = numbersOf(tables.real, metadata, place, 'real');
  const found = numberEdges(
    real.filter((value) => !Number.isNaN(value)),
    extremes,
  );
  if ('because' in found) return { column, kind: 'none', because: found.because };
  const { edges, whole } = found;
  const counted = perTable(tables, (table) =>
    count(table === tables.real ? real : numbersOf(table, metadata, place, 'synthetic'), edges),
  );
  return {
    column,
    kind: tables.real.type === 'timestamp' || metadata.sdtype === 'datetime' ? 'datetimes' : 'numbers',
    edges,
    whole,
    shares: perTable(counted, ({ shares }) => shares),
    missing: perTable(counted, ({ missing }) => missing),
  };
};
