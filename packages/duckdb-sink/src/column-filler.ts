import { type CellValue, type Column, cellAt, isPresent, type TimestampColumn } from '@cvd/core';
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  DuckDBDateValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBVector,
  TIMESTAMP,
  TIMESTAMP_MS,
  TIMESTAMP_NS,
  TIMESTAMP_S,
  TIMESTAMPTZ,
  VARCHAR,
} from '@duckdb/node-api';
import { instantUnit, isIntegerType } from './column-types.js';
import { enumOf } from './enum-of.js';
import { rescaleInstant } from './rescale-instant.js';

/** Writes one cell of a chunk. */
type FillCell = (vector: DuckDBVector, at: number, row: number) => void;

/** How a column goes into a chunk: the vector's type (the appender casts where the table's differs) and its cells. */
export interface ColumnFiller {
  readonly type: DuckDBType;
  readonly fill: FillCell;
}

/** Told of a value that its target column cannot hold. Always throws. */
type Refuse = (row: number, problem: string) => never;

const instants: Readonly<Record<string, { type: DuckDBType; make: (value: bigint) => CellObject }>> = {
  TIMESTAMP: { type: TIMESTAMP, make: (value) => new DuckDBTimestampValue(value) },
  TIMESTAMP_S: { type: TIMESTAMP_S, make: (value) => new DuckDBTimestampSecondsValue(value) },
  TIMESTAMP_MS: { type: TIMESTAMP_MS, make: (value) => new DuckDBTimestampMillisecondsValue(value) },
  TIMESTAMP_NS: { type: TIMESTAMP_NS, make: (value) => new DuckDBTimestampNanosecondsValue(value) },
  'TIMESTAMP WITH TIME ZONE': { type: TIMESTAMPTZ, make: (value) => new DuckDBTimestampTZValue(value) },
  DATE: { type: DATE, make: (value) => new DuckDBDateValue(Number(value)) },
};
type CellObject =
  | DuckDBTimestampValue
  | DuckDBTimestampSecondsValue
  | DuckDBTimestampMillisecondsValue
  | DuckDBTimestampNanosecondsValue
  | DuckDBTimestampTZValue
  | DuckDBDateValue;

const instantFiller = (column: TimestampColumn, target: string, refuse: Refuse): ColumnFiller => {
  const { type, make } = instants[target]!;
  const unit = instantUnit(target)!;
  return {
    type,
    fill(vector, at, row) {
      if (!isPresent(column, row)) return vector.setItem(at, null);
      const value = rescaleInstant(column.values[row]!, column.unit, unit);
      if (value === null) return refuse(row, `has a time that ${target} cannot hold exactly`);
      vector.setItem(at, make(value));
    },
  };
};

const integerFiller = (column: Column & { type: 'float64' }, refuse: Refuse): ColumnFiller => ({
  type: BIGINT,
  fill(vector, at, row) {
    if (!isPresent(column, row)) return vector.setItem(at, null);
    const value = column.values[row]!;
    if (!Number.isInteger(value)) return refuse(row, 'has a number that is not whole, where the table holds integers');
    if (Math.abs(value) >= 2 ** 63) return refuse(row, 'has a number beyond 64 bits, where the table holds integers');
    vector.setItem(at, BigInt(value));
  },
});

/** @param target - DuckDB type of the table's column, one that `accepts` the column */
export const columnFiller = (column: Column, target: string, chunkRows: number, refuse: Refuse): ColumnFiller => {
  const { validity } = column;
  switch (column.type) {
    case 'float64': {
      if (isIntegerType(target)) return integerFiller(column, refuse);
      const { values } = column;
      if (validity === null) return { type: DOUBLE, fill: (vector, at, row) => vector.setItem(at, values[row]!) };
      return {
        type: DOUBLE,
        fill: (vector, at, row) => vector.setItem(at, isPresent(column, row) ? values[row]! : null),
      };
    }
    case 'int64':
      return {
        type: BIGINT,
        fill: (vector, at, row) => vector.setItem(at, isPresent(column, row) ? column.values[row]! : null),
      };
    case 'bool':
      return {
        type: BOOLEAN,
        fill: (vector, at, row) => vector.setItem(at, cellAt(column, row) as CellValue & (boolean | null)),
      };
    case 'utf8': {
      const { codes, dictionary } = column;
      const type = enumOf(dictionary, chunkRows) ?? VARCHAR;
      if (validity === null) return { type, fill: (vector, at, row) => vector.setItem(at, dictionary[codes[row]!]!) };
      return {
        type,
        fill: (vector, at, row) => vector.setItem(at, isPresent(column, row) ? dictionary[codes[row]!]! : null),
      };
    }
    case 'timestamp':
      return instantFiller(column, target, refuse);
  }
};
