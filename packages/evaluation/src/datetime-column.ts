import {
  type Column,
  type ColumnMetadata,
  datetimeFormat,
  isPresent,
  MetricInputError,
  type Utf8Column,
} from '@cvd/core';

/** Instants of the dictionary's texts that occur, in nanoseconds; each text is read once. */
const instants = (column: Utf8Column, pattern: string, metric: string, side: 'real' | 'synthetic'): BigInt64Array => {
  const format = datetimeFormat(pattern);
  const read = new Map<number, bigint>();
  const values = new BigInt64Array(column.length);
  for (let row = 0; row < column.length; row++) {
    if (!isPresent(column, row)) continue;
    const code = column.codes[row]!;
    let value = read.get(code);
    if (value === undefined) {
      const parsed = format.parse(column.dictionary[code]!);
      if (parsed === null) throw new MetricInputError(metric, 'invalid-datetime', side);
      read.set(code, (value = parsed.nanoseconds));
    }
    values[row] = value;
  }
  return values;
};

/**
 * A datetime column as timestamps: text is read by the metadata's `datetime_format`, other types stay as they are.
 * @throws {MetricInputError} invalid-datetime, no-datetime-format
 * @throws {InvalidMetadataError} when the format has a directive that is not supported
 */
export const datetimeColumn = (
  column: Column,
  { datetime_format: pattern }: ColumnMetadata,
  metric: string,
  side: 'real' | 'synthetic',
): Column => {
  if (column.type !== 'utf8') return column;
  if (pattern === undefined) throw new MetricInputError(metric, 'no-datetime-format', side);
  const { length, validity } = column;
  return {
    type: 'timestamp',
    length,
    validity,
    values: instants(column, pattern, metric, side),
    unit: 'ns',
    timezone: null,
  };
};
