/** Storage type of a column. Text is always dictionary-encoded. */
export type ColumnType = 'float64' | 'int64' | 'bool' | 'utf8' | 'timestamp';

/** Unit of the integers in a {@link TimestampColumn}. */
export type TimestampUnit = 's' | 'ms' | 'us' | 'ns';

interface ColumnBase {
  /** Rows in the column. */
  readonly length: number;
  /** Arrow validity bits, least significant bit first, 1 = present; at least ⌈length / 8⌉ bytes. null = nothing is missing. */
  readonly validity: Uint8Array | null;
}

/** 64-bit floats. NaN is never stored for a missing value: missing rows are marked in `validity` and hold 0. */
export interface Float64Column extends ColumnBase {
  readonly type: 'float64';
  readonly values: Float64Array;
}

/** 64-bit integers, for columns whose values do not fit a float exactly (beyond ±2⁵³). */
export interface Int64Column extends ColumnBase {
  readonly type: 'int64';
  readonly values: BigInt64Array;
}

/** Booleans as Arrow packs them: bit i of `values` is row i, least significant bit first. */
export interface BoolColumn extends ColumnBase {
  readonly type: 'bool';
  readonly values: Uint8Array;
}

/** Text as int32 codes into a dictionary of distinct strings. The code of a missing row is 0 and means nothing. */
export interface Utf8Column extends ColumnBase {
  readonly type: 'utf8';
  readonly codes: Int32Array;
  readonly dictionary: readonly string[];
}

/** Instants as integers since 1970-01-01T00:00:00 (UTC where `timezone` is set, wall clock where it is null). */
export interface TimestampColumn extends ColumnBase {
  readonly type: 'timestamp';
  readonly values: BigInt64Array;
  readonly unit: TimestampUnit;
  readonly timezone: string | null;
}

/** One column in Arrow's memory layout: plain typed arrays, so that it can be shared between threads. Treat as immutable. */
export type Column = Float64Column | Int64Column | BoolColumn | Utf8Column | TimestampColumn;

/** A cell as JavaScript sees it: timestamps are ISO 8601 strings with the full precision of their unit; null = missing. */
export type CellValue = number | bigint | boolean | string | null;
