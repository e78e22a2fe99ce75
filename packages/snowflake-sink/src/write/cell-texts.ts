import { bitAt, type Column, cellAt, isPresent, type TimestampColumn } from '@cvd/core';
import { fractionDigits, type SnowflakeType } from '../table/column-types.js';

/** Text of a cell as the statement casts it, null where it is missing. */
export type CellText = (row: number) => string | null;

/** Told of a value that its column cannot hold. Always throws. */
export type Refuse = (row: number, problem: string) => never;

const floatText = (value: number): string =>
  Number.isFinite(value) ? (Object.is(value, -0) ? '-0' : String(value)) : value > 0 ? 'inf' : '-inf';

const wholeText = (value: number, precision: number, row: number, refuse: Refuse): string => {
  if (!Number.isInteger(value)) return refuse(row, 'has a number that is not whole, where the table holds integers');
  const text = BigInt(value).toString();
  return text.replace('-', '').length <= precision
    ? text
    : refuse(row, `has a number of more than ${precision} digits`);
};

/** Text that JSON and UTF-8 carry through the warehouse unchanged. */
const checkedText = (text: string, row: number, refuse: Refuse): string => {
  if (text.includes('\0')) return refuse(row, 'has text with a NUL character, which Snowflake may not keep');
  return !/\p{Surrogate}/u.test(text)
    ? text
    : refuse(row, 'has text with half of a surrogate pair, which UTF-8 cannot hold');
};

/** `2020-01-01T00:00:00.123456789`, with `+00:00` where the column has a zone; DATE takes the day. */
const instantText = (column: TimestampColumn, type: SnowflakeType, row: number, refuse: Refuse): string => {
  const text = String(cellAt(column, row)).replace(/Z$/, '');
  if (!/^\d{4}-/.test(text) || text.startsWith('0000'))
    return refuse(row, 'has a time outside the years 1 to 9999, which Snowflake does not keep exactly');
  const [day, time = ''] = text.split('T') as [string, string?];
  const [clock = '', fraction = ''] = time.split('.');
  if (type.name === 'DATE') {
    if (/[1-9]/.test(time)) return refuse(row, 'has a time of day, where the table holds days');
    return day;
  }
  const digits = type.arguments[0] ?? 9;
  if (fractionDigits[column.unit] > digits && /[1-9]/.test(fraction.slice(digits)))
    return refuse(row, `has a time finer than the ${digits} digits of a second that the table holds`);
  return `${day}T${clock}.${fraction.padEnd(9, '0')}${column.timezone === null ? '' : '+00:00'}`;
};

/** @param type - of the table's column, one that `accepts` the column */
export const cellTexts = (column: Column, type: SnowflakeType, refuse: Refuse): CellText => {
  switch (column.type) {
    case 'float64': {
      const { values } = column;
      const precision = type.arguments[0] ?? 38;
      return (row) => {
        if (!isPresent(column, row) || Number.isNaN(values[row])) return null;
        return type.name === 'FLOAT' ? floatText(values[row]!) : wholeText(values[row]!, precision, row, refuse);
      };
    }
    case 'int64': {
      const precision = type.arguments[0] ?? 38;
      return (row) => {
        if (!isPresent(column, row)) return null;
        const text = column.values[row]!.toString();
        return text.replace('-', '').length <= precision
          ? text
          : refuse(row, `has a number of more than ${precision} digits`);
      };
    }
    case 'bool':
      return (row) => (isPresent(column, row) ? (bitAt(column.values, row) ? 'true' : 'false') : null);
    case 'utf8':
      return (row) =>
        isPresent(column, row) ? checkedText(column.dictionary[column.codes[row]!]!, row, refuse) : null;
    case 'timestamp':
      return (row) => (isPresent(column, row) ? instantText(column, type, row, refuse) : null);
  }
};
