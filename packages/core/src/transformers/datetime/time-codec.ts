import { InvalidMetadataError } from '../../errors/invalid-metadata-error.js';
import { TransformError } from '../../errors/transform-error.js';
import { type DatetimeFormat, type DatetimeStyle, datetimeFormat } from '../../metadata/datetime-format.js';
import type { Column, TimestampUnit } from '../../table/column.js';
import { parseTimestamp } from '../../table/parse-timestamp.js';
import { formatTimestamp, unitsPerSecond } from '../../table/timestamp.js';

/** How the times of a column are stored: natively, or as text (or digits) of a strftime pattern. */
export interface TimeStorage {
  readonly type: 'timestamp' | 'utf8' | 'float64' | 'int64';
  /** Of timestamp columns. */
  readonly unit: TimestampUnit | null;
  readonly timezone: string | null;
  /** Of all others. */
  readonly format: string | null;
}

/** A time, and how it was written; timestamps have no style. */
export interface ReadTime {
  readonly nanoseconds: bigint;
  readonly style: DatetimeStyle | null;
}

/** Reads and writes the cells of a column of times. */
export interface TimeCodec {
  readonly storage: TimeStorage;
  /** The time in a row that is present; null where it does not match the format. */
  read(column: Column, row: number): ReadTime | null;
  /** A condition's value: in the column's format, or ISO 8601; null where it is neither. */
  readText(text: string): bigint | null;
  /** As text; finer parts than the column can hold are cut off, toward the past. */
  format(nanoseconds: bigint, style?: DatetimeStyle): string;
  /** What `nanoseconds` come back as once they are written. */
  written(nanoseconds: bigint, style?: DatetimeStyle): bigint;
}

/** Nanoseconds in one unit. */
export const nanosecondsIn = (unit: TimestampUnit): bigint => 1_000_000_000n / unitsPerSecond[unit];

const units: readonly TimestampUnit[] = ['ns', 'us', 'ms', 's'];

/** ISO 8601 as nanoseconds; coarser units reach further than the years 1677 to 2262. */
const readIso = (text: string): bigint | null => {
  for (const unit of units) {
    const parsed = parseTimestamp(text, unit);
    if (parsed !== null) return parsed.value * nanosecondsIn(unit);
  }
  return null;
};

/** How the column stores its times. @throws {InvalidMetadataError} when it is text and the metadata gives no format */
export const storageOf = (name: string, column: Column, format: string | undefined): TimeStorage => {
  if (column.type === 'timestamp')
    return { type: 'timestamp', unit: column.unit, timezone: column.timezone, format: null };
  if (column.type === 'bool')
    throw new TransformError(name, null, 'the metadata says datetime, and the column holds true and false');
  if (format === undefined)
    throw new InvalidMetadataError(
      `columns.${name}.datetime_format`,
      'it is needed for times that are text; give a strftime pattern such as %Y-%m-%d',
    );
  return { type: column.type, unit: null, timezone: null, format };
};

const timestampCodec = (storage: TimeStorage): TimeCodec => {
  const unit = storage.unit!;
  const each = nanosecondsIn(unit);
  const format = (nanoseconds: bigint): string => formatTimestamp(nanoseconds / each, unit, storage.timezone);
  return {
    storage,
    read: (column, row) => ({ nanoseconds: (column as { values: BigInt64Array }).values[row]! * each, style: null }),
    readText: readIso,
    format,
    written: (nanoseconds) => nanoseconds,
  };
};

const textCodec = (storage: TimeStorage): TimeCodec => {
  const compiled: DatetimeFormat = datetimeFormat(storage.format!);
  const format = (nanoseconds: bigint, style?: DatetimeStyle): string => compiled.format(nanoseconds, style);
  return {
    storage,
    read(column, row) {
      const text =
        column.type === 'utf8'
          ? column.dictionary[column.codes[row]!]!
          : `${(column.values as Float64Array | BigInt64Array)[row]}`;
      const parsed = compiled.parse(text);
      if (parsed === null) return null;
      const { nanoseconds, offsetMinutes, offsetStyle, fractionDigits, padded } = parsed;
      return { nanoseconds, style: { offsetMinutes, offsetStyle, fractionDigits, padded } };
    },
    readText: (text) => compiled.parse(text)?.nanoseconds ?? readIso(text),
    format,
    written: (nanoseconds, style) => compiled.parse(format(nanoseconds, style))?.nanoseconds ?? nanoseconds,
  };
};

/** @throws {InvalidMetadataError} for a format that is not supported */
export const timeCodec = (storage: TimeStorage): TimeCodec =>
  storage.type === 'timestamp' ? timestampCodec(storage) : textCodec(storage);
