import type { Column } from '../table/column.js';
import { columnFrom } from '../table/table-from-columns.js';

/** Columns of literal values, for tests. */
export const numbers = (...values: readonly (number | null)[]): Column => columnFrom('x', values, 'float64');
export const texts = (...values: readonly (string | null)[]): Column => columnFrom('x', values, 'utf8');
export const booleans = (...values: readonly (boolean | null)[]): Column => columnFrom('x', values, 'bool');
export const integers = (...values: readonly (bigint | null)[]): Column => columnFrom('x', values, 'int64');
export const instants = (unit: 's' | 'ms' | 'us' | 'ns', ...values: readonly (string | null)[]): Column =>
  columnFrom('x', values, { type: 'timestamp', unit, timezone: null });
