import {
  type Column,
  type ColumnMetadata,
  detectMetadata,
  EmptyTableError,
  type Table,
  type TimestampUnit,
} from '@cvd/core';
import { numericPair } from '@cvd/core/metrics';
import { datetimeColumn } from '../datetime-column.js';
import { shapeOf } from '../prepared-column.js';
import { columnEntries, type MetadataInput, singleTable } from '../table-metadata.js';

/** How one column takes part in a distance. */
export type ScaledColumn =
  | {
      readonly name: string;
      readonly kind: 'number';
      readonly metadata: ColumnMetadata;
      /** Largest less smallest training value, > 0; of timestamps in units of 1/perSecond seconds. */
      readonly range: number;
      /** Units a second of a timestamp's range; null for plain numbers. */
      readonly perSecond: number | null;
    }
  | { readonly name: string; readonly kind: 'category'; readonly metadata: ColumnMetadata };

/** What Gower distances are measured by: the columns that count, and the ranges of the training table. */
export interface GowerScale {
  /** In the order of the metadata; at least one. */
  readonly columns: readonly ScaledColumn[];
  /** Ids, personal data and columns of unknown kind: they tell rows apart by construction, so they are not compared. */
  readonly leftOut: readonly string[];
}

const unitsPerSecond: Readonly<Record<TimestampUnit, number>> = { s: 1, ms: 1e3, us: 1e6, ns: 1e9 };

/** Units a second of a timestamp column; null for other columns. */
export const perSecondOf = (column: Column): number | null =>
  column.type === 'timestamp' ? unitsPerSecond[column.unit] : null;

/** The column as it is measured: datetimes written as text become timestamps. @throws {MetricInputError} */
export const measuredColumn = (
  column: Column,
  metadata: ColumnMetadata,
  place: string,
  side: 'real' | 'synthetic',
): Column => (metadata.sdtype === 'datetime' ? datetimeColumn(column, metadata, place, side) : column);

const finiteRange = (values: Float64Array): number => {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return max - min;
};

const scaledColumn = (name: string, column: Column, metadata: ColumnMetadata): ScaledColumn => {
  if (shapeOf(metadata) !== 'continuous') return { name, kind: 'category', metadata };
  const place = `Column "${name}"`;
  const measured = measuredColumn(column, metadata, place, 'real');
  const range = finiteRange(numericPair(measured, measured, place).real);
  // Constant, empty, or wider than a double holds: such values can only be equal or not.
  if (!(range > 0 && range < Number.POSITIVE_INFINITY)) return { name, kind: 'category', metadata };
  return { name, kind: 'number', metadata, range, perSecond: perSecondOf(measured) };
};

/**
 * Reads off the training table what Gower distances (Gower, "A general coefficient of similarity", Biometrics 27, 1971)
 * are measured by. The distance of two rows is the mean over the columns of
 *
 * - numbers and datetimes: |a − b| divided by the range of the *training* column, at most 1;
 * - categories, booleans, text, and numbers that are constant or empty in training: 0 when equal, else 1;
 * - a missing value: 0 against a missing one, 1 against any other.
 *
 * To the training table it is the distance of SDMetrics' DCR metrics. To another one, such as a holdout, they divide by
 * *its* ranges, so that distances to two tables are in different units; ours are training's throughout. Anonymeter
 * divides by the range of both tables together, so that one outlier among the synthetic rows brings all others closer,
 * takes the sum for the mean, and gives a missing value 1 against a missing one and no distance at all (NaN) against a
 * number.
 *
 * @param metadata - how to read the columns; those it calls ids, personal data or unknown are left out. @default detected
 * @throws {EmptyTableError} when the table has no rows, or no column that can be compared
 * @throws {UnknownColumnError} when the table lacks a column of the metadata
 * @throws {MetricInputError} when a column of numbers holds text, or a datetime cannot be read
 */
export const fitGowerScale = (
  training: Table,
  metadata: MetadataInput = detectMetadata(training).metadata,
): GowerScale => {
  if (training.rows === 0) throw new EmptyTableError('fitGowerScale');
  const columns: ScaledColumn[] = [];
  const leftOut: string[] = [];
  for (const [name, column] of columnEntries(singleTable(metadata))) {
    if (shapeOf(column) === 'other') leftOut.push(name);
    else columns.push(scaledColumn(name, training.column(name), column));
  }
  if (columns.length === 0) throw new EmptyTableError('fitGowerScale');
  return { columns, leftOut };
};
