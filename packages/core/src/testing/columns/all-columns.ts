import type { ColumnCase } from './column-case.js';
import { idColumns, personalColumns } from './generated-columns.js';
import { numberColumns } from './number-columns.js';
import { booleanColumns, categoryColumns } from './text-columns.js';
import { timeColumns } from './time-columns.js';

/** Every column that transformers are tried on. */
export const allColumns: readonly ColumnCase[] = [
  ...numberColumns,
  ...categoryColumns,
  ...booleanColumns,
  ...timeColumns,
  ...idColumns,
  ...personalColumns,
];
