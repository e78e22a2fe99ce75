import type { ErrorCode } from '../../errors/error-codes.js';
import { type ColumnCase, columnCase, repeat } from './column-case.js';

/** A column that cannot be used as its metadata say. */
export interface UnfitColumn {
  readonly tried: ColumnCase;
  readonly code: ErrorCode;
  /** The row that the error names; null where no row is to blame. */
  readonly row: number | null;
}

const unfit = (code: ErrorCode, row: number | null, tried: ColumnCase): UnfitColumn => ({ tried, code, row });

export const unfitColumns: readonly UnfitColumn[] = [
  unfit(
    'CVD_TRANSFORM',
    2,
    columnCase('unfit/infinity', { metadata: { sdtype: 'numerical' }, type: 'float64' }, () => [
      1,
      2,
      Number.POSITIVE_INFINITY,
    ]),
  ),
  unfit(
    'CVD_TRANSFORM',
    8,
    columnCase('unfit/minus infinity', { metadata: { sdtype: 'numerical' }, type: 'float64' }, () =>
      repeat(20, (i) => (i === 8 ? Number.NEGATIVE_INFINITY : i)),
    ),
  ),
  unfit(
    'CVD_TRANSFORM',
    1,
    columnCase('unfit/text for numbers', { metadata: { sdtype: 'numerical' }, type: 'utf8' }, () => [null, 'ten']),
  ),
  unfit(
    'CVD_TRANSFORM',
    9,
    columnCase(
      'unfit/no such date',
      { metadata: { sdtype: 'datetime', datetime_format: '%Y-%m-%d' }, type: 'utf8' },
      () => repeat(12, (i) => (i === 9 ? '2023-02-29' : '2023-02-28')),
    ),
  ),
  unfit(
    'CVD_INVALID_METADATA',
    null,
    columnCase('unfit/no format', { metadata: { sdtype: 'datetime' }, type: 'utf8' }, () => ['2023-02-28']),
  ),
  unfit(
    'CVD_INVALID_METADATA',
    null,
    columnCase(
      'unfit/unknown directive',
      { metadata: { sdtype: 'datetime', datetime_format: '%Q' }, type: 'utf8' },
      () => ['1'],
    ),
  ),
  unfit(
    'CVD_TRANSFORM',
    null,
    columnCase(
      'unfit/text in numerical order',
      { metadata: { sdtype: 'categorical', order_by: 'numerical_value' }, type: 'utf8' },
      () => repeat(20, (i) => (i % 2 ? 'a' : '1')),
    ),
  ),
  unfit(
    'CVD_TRANSFORM',
    1,
    columnCase('unfit/broken numeric id', { metadata: { sdtype: 'id' }, unique: true, type: 'float64' }, () => [
      1, 2.5,
    ]),
  ),
  unfit(
    'CVD_INVALID_METADATA',
    null,
    columnCase(
      'unfit/numeric id with zeros in front',
      { metadata: { sdtype: 'id', regex_format: '[0-9]{3}' }, unique: true, type: 'float64' },
      () => [100, 200],
    ),
  ),
  unfit(
    'CVD_INVALID_METADATA',
    null,
    columnCase(
      'unfit/lookahead',
      { metadata: { sdtype: 'id', regex_format: '(?=a)b' }, unique: true, type: 'utf8' },
      () => ['a', 'b'],
    ),
  ),
];
