import type { Column, ColumnMetadata, TimestampUnit } from '@cvd/core';

/** Integer types of DuckDB, which take whole numbers; out of range fails the batch. */
const integerTypes: ReadonlySet<string> = new Set([
  'TINYINT',
  'SMALLINT',
  'INTEGER',
  'BIGINT',
  'HUGEINT',
  'UTINYINT',
  'USMALLINT',
  'UINTEGER',
  'UBIGINT',
  'UHUGEINT',
]);

/** Unit that the type's integers count, for the types of instants. */
const instantTypes: ReadonlyMap<string, TimestampUnit | 'day'> = new Map([
  ['TIMESTAMP', 'us'],
  ['TIMESTAMP_S', 's'],
  ['TIMESTAMP_MS', 'ms'],
  ['TIMESTAMP_NS', 'ns'],
  ['DATE', 'day'],
]);

const ZONED = 'TIMESTAMP WITH TIME ZONE';

export const isIntegerType = (type: string): boolean => integerTypes.has(type);

/** Unit of an instant type, with or without zone; undefined for every other type. */
export const instantUnit = (type: string): TimestampUnit | 'day' | undefined =>
  type === ZONED ? 'us' : instantTypes.get(type);

/** Whether a strftime pattern names a day and no time of day. */
const isDayFormat = (format: string | undefined): boolean =>
  format !== undefined && !/%[-_0^#]?[HIMSfpXcTRrzZs]/.test(format);

/** The type a new table gives a column. */
export const typeForColumn = (column: Column, metadata: ColumnMetadata | undefined): string => {
  switch (column.type) {
    case 'float64':
      return /^U?Int/.test(metadata?.computer_representation ?? '') ? 'BIGINT' : 'DOUBLE';
    case 'int64':
      return 'BIGINT';
    case 'bool':
      return 'BOOLEAN';
    case 'utf8':
      return 'VARCHAR';
    case 'timestamp':
      if (column.timezone !== null) return ZONED;
      if (isDayFormat(metadata?.datetime_format)) return 'DATE';
      return column.unit === 'ns' ? 'TIMESTAMP_NS' : 'TIMESTAMP';
  }
};

/** Whether an existing column takes such values, each of them exactly or not at all. */
export const accepts = (type: string, column: Column): boolean => {
  switch (column.type) {
    case 'float64':
      return type === 'DOUBLE' || isIntegerType(type);
    case 'int64':
      return isIntegerType(type);
    case 'bool':
      return type === 'BOOLEAN';
    case 'utf8':
      return type === 'VARCHAR';
    case 'timestamp':
      return column.timezone === null ? instantTypes.has(type) : type === ZONED;
  }
};

/** How an error names what a column holds. */
export const describeColumn = (column: Column): string =>
  column.type === 'timestamp'
    ? `${column.timezone === null ? 'wall-clock times' : 'times with a zone'} (${column.unit})`
    : { float64: 'numbers', int64: '64-bit integers', bool: 'booleans', utf8: 'text' }[column.type];
