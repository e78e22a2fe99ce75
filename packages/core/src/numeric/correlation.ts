import { averageRanks } from './ranks.js';

/** Rows in which both columns hold a value. */
export const pairedRows = (x: ArrayLike<number>, y: ArrayLike<number>): number => {
  let rows = 0;
  for (let i = 0; i < x.length; i++) if (!Number.isNaN(x[i]!) && !Number.isNaN(y[i]!)) rows++;
  return rows;
};

/** Smallest value of a column, its range, and the mean distance from the smallest, over the paired rows. */
const spread = (values: ArrayLike<number>, other: ArrayLike<number>, rows: number) => {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!) || Number.isNaN(other[i]!)) continue;
    if (values[i]! < min) min = values[i]!;
    if (values[i]! > max) max = values[i]!;
  }
  let sum = 0;
  for (let i = 0; i < values.length; i++)
    if (!Number.isNaN(values[i]!) && !Number.isNaN(other[i]!)) sum += values[i]! - min;
  return { min, range: max - min, mean: sum / rows };
};

/**
 * Pearson's correlation over the rows in which both values are present (not NaN). Values are taken from the smallest and
 * in units of the range, so that neither their size nor their distance from 0 costs digits. NaN when either column is
 * constant in those rows, when there are fewer than two, or when a value is infinite.
 * @param x - one value a row
 * @param y - of the same length
 */
export const pearson = (x: ArrayLike<number>, y: ArrayLike<number>): number => {
  const rows = pairedRows(x, y);
  if (rows < 2) return Number.NaN;
  const first = spread(x, y, rows);
  const second = spread(y, x, rows);
  if (first.range === 0 || second.range === 0) return Number.NaN;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i]!) || Number.isNaN(y[i]!)) continue;
    const dx = (x[i]! - first.min - first.mean) / first.range;
    const dy = (y[i]! - second.min - second.mean) / second.range;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
};

/** Spearman's rank correlation: {@link pearson} of the average ranks. NaN when either side is constant. */
export const spearman = (x: ArrayLike<number>, y: ArrayLike<number>): number =>
  pearson(averageRanks(x), averageRanks(y));
