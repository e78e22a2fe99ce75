import type { Column, ColumnMetadata, TimestampUnit } from '@cvd/core';

/** A Snowflake type taken apart: 'NUMBER(38,0)' is NUMBER with 38 and 0. */
export interface SnowflakeType {
  readonly name: string;
  readonly arguments: readonly number[];
}

export const parseType = (text: string): SnowflakeType => {
  const [, name = '', list] = /^\s*([A-Z0-9_ ]+?)\s*(?:\(([^)]*)\))?\s*$/.exec(text.toUpperCase()) ?? [];
  return { name, arguments: list === undefined ? [] : list.split(',').map(Number) };
};

/** Digits after the second that a unit counts. */
export const fractionDigits: Readonly<Record<TimestampUnit, number>> = { s: 0, ms: 3, us: 6, ns: 9 };

/** Whether a strftime pattern names a day and no time of day. */
const isDayFormat = (format: string | undefined): boolean =>
  format !== undefined && !/%[-_0^#]?[HIMSfpXcTRrzZs]/.test(format);

/** The type a new table gives a column. */
export const typeForColumn = (column: Column, metadata: ColumnMetadata | undefined): string => {
  switch (column.type) {
    case 'float64':
      return /^U?Int/.test(metadata?.computer_representation ?? '') ? 'NUMBER(38,0)' : 'FLOAT';
    case 'int64':
      return 'NUMBER(38,0)';
    case 'bool':
      return 'BOOLEAN';
    case 'utf8':
      return 'VARCHAR';
    case 'timestamp':
      if (column.timezone !== null) return 'TIMESTAMP_TZ(9)';
      return isDayFormat(metadata?.datetime_format) ? 'DATE' : 'TIMESTAMP_NTZ(9)';
  }
};

const isInteger = ({ name, arguments: [, scale = 0] }: SnowflakeType): boolean => name === 'NUMBER' && scale === 0;

/** Whether a column of the table takes such values, each of them exactly or not at all. */
export const accepts = (type: SnowflakeType, column: Column): boolean => {
  switch (column.type) {
    case 'float64':
      return type.name === 'FLOAT' || isInteger(type);
    case 'int64':
      return isInteger(type);
    case 'bool':
      return type.name === 'BOOLEAN';
    case 'utf8':
      return type.name === 'VARCHAR';
    case 'timestamp':
      return column.timezone === null
        ? type.name === 'TIMESTAMP_NTZ' || type.name === 'DATE'
        : type.name === 'TIMESTAMP_TZ' || type.name === 'TIMESTAMP_LTZ';
  }
};

/** How an error names what a column holds. */
export const describeColumn = (column: Column): string =>
  column.type === 'timestamp'
    ? `${column.timezone === null ? 'wall-clock times' : 'times with a zone'} (${column.unit})`
    : { float64: 'numbers', int64: '64-bit integers', bool: 'booleans', utf8: 'text' }[column.type];
