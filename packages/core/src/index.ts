export { CvdError, type CvdErrorOptions } from './errors/cvd-error.js';
export { type ErrorCode, errorCodes } from './errors/error-codes.js';
export { createRandomSource } from './random/counter-random.js';
export type { RandomSource } from './random/random-source.js';
export { cellAt, isPresent, missingCount } from './table/cell.js';
export type {
  BoolColumn,
  CellValue,
  Column,
  ColumnType,
  Float64Column,
  Int64Column,
  TimestampColumn,
  TimestampUnit,
  Utf8Column,
} from './table/column.js';
export type { TableSource } from './table/source.js';
export { Table } from './table/table.js';
