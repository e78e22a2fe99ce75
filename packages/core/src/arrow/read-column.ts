import {
  type Data,
  DataType,
  DateUnit,
  type Decimal,
  type Dictionary,
  type Timestamp,
  TimeUnit,
  Vector,
} from 'apache-arrow';
import { ArrowTypeError } from '../errors/arrow-type-error.js';
import { InvalidValueError } from '../errors/invalid-value-error.js';
import { createBits } from '../table/bits.js';
import { isPresent } from '../table/cell.js';
import type { BoolColumn, Column, Float64Column, TimestampColumn, TimestampUnit } from '../table/column.js';
import { joinBits, validityOf } from './chunk-bits.js';
import { readDecimals } from './read-decimals.js';
import { cleanBigInts, cleanFloats, joinBigInts, joinFloats, readBigInts, readFloats } from './read-numbers.js';
import { isText, readDictionary, readText } from './read-text.js';

const units: Readonly<Record<TimeUnit, TimestampUnit>> = {
  [TimeUnit.SECOND]: 's',
  [TimeUnit.MILLISECOND]: 'ms',
  [TimeUnit.MICROSECOND]: 'us',
  [TimeUnit.NANOSECOND]: 'ns',
};

const readBools = (chunks: readonly Data[]): BoolColumn => {
  const values = joinBits(
    chunks.map(({ values: bits, offset, length }) => ({ bits: bits as Uint8Array, offset, length })),
  );
  return {
    type: 'bool',
    length: chunks.reduce((rows, { length }) => rows + length, 0),
    values,
    validity: validityOf(chunks),
  };
};

const timestamps = (
  values: BigInt64Array,
  validity: Uint8Array | null,
  unit: TimestampUnit,
  timezone: string | null,
): TimestampColumn => ({
  type: 'timestamp',
  length: values.length,
  values: cleanBigInts(values, validity),
  validity,
  unit,
  timezone,
});

const readDays = (chunks: readonly Data[]): TimestampColumn => {
  const days = joinFloats(chunks);
  return timestamps(
    BigInt64Array.from({ length: days.length }, (_, row) => BigInt(days[row]!) * 86_400n),
    validityOf(chunks),
    's',
    null,
  );
};

const readHalfFloats = (chunks: readonly Data[]): Float64Column => {
  const vector = new Vector(chunks as Data[]);
  return cleanFloats(
    Float64Array.from({ length: vector.length }, (_, row) => vector.get(row) ?? 0),
    validityOf(chunks),
  );
};

/** @throws {InvalidValueError} beyond 2⁶³ − 1 */
const readUnsigned = (column: string, chunks: readonly Data[]): Column => {
  const read = readBigInts(chunks);
  const row = read.values.findIndex((value, i) => value < 0n && isPresent(read, i));
  if (row >= 0) throw new InvalidValueError(column, row, 'the unsigned integer is beyond 2⁶³ − 1');
  return read;
};

const empty = (length: number): Float64Column => ({
  type: 'float64',
  length,
  values: new Float64Array(length),
  validity: length === 0 ? null : createBits(length),
});

/**
 * One Arrow column; what it becomes depends on its type alone.
 * @throws {ArrowTypeError}
 * @throws {InvalidValueError}
 */
export const readColumn = (column: string, type: DataType, chunks: readonly Data[]): Column => {
  if (DataType.isNull(type)) return empty(chunks.reduce((rows, { length }) => rows + length, 0));
  if (DataType.isFloat(type)) return type.ArrayType === Uint16Array ? readHalfFloats(chunks) : readFloats(chunks);
  if (DataType.isInt(type)) {
    if (type.bitWidth < 64) return readFloats(chunks);
    return type.isSigned ? readBigInts(chunks) : readUnsigned(column, chunks);
  }
  if (DataType.isDecimal(type)) return readDecimals(chunks as readonly Data<Decimal>[]);
  if (DataType.isBool(type)) return readBools(chunks);
  if (isText(type)) return readText(column, chunks);
  if (DataType.isDictionary(type)) {
    if (!isText(type.dictionary)) throw new ArrowTypeError(column, String(type));
    return chunks.length === 0 ? readText(column, []) : readDictionary(column, chunks as readonly Data<Dictionary>[]);
  }
  if (DataType.isTimestamp(type)) {
    const { unit, timezone } = type as Timestamp;
    return timestamps(joinBigInts(chunks), validityOf(chunks), units[unit], timezone ?? null);
  }
  if (DataType.isDate(type))
    return type.unit === DateUnit.DAY
      ? readDays(chunks)
      : timestamps(joinBigInts(chunks), validityOf(chunks), 'ms', null);
  throw new ArrowTypeError(column, String(type));
};
