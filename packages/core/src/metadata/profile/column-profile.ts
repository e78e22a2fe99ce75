import type { ColumnType, TimestampUnit } from '../../table/column.js';

/** What is known of a column after one pass over it; the same whatever the batches. */
export interface ColumnProfile {
  readonly type: ColumnType;
  readonly rows: number;
  readonly missing: number;
  /** Number of distinct present values. */
  readonly distinct: number;
  /** Whether `distinct` is exact (it is up to 10,000) or an estimate. */
  readonly distinctExact: boolean;
  /** Whether no present value occurs twice; null where that was not followed: for fractions, instants and beyond 4,000,000 rows. */
  readonly unique: boolean | null;
  /** Set for columns of numbers with at least one value. */
  readonly numbers: NumberProfile | null;
  /** Set for columns of text with at least one value. */
  readonly text: TextProfile | null;
  /** Set for timestamp columns. */
  readonly time: { readonly unit: TimestampUnit; readonly timezone: string | null } | null;
}

export interface NumberProfile {
  readonly min: number;
  readonly max: number;
  /** Largest number of decimal places; null where some value has no short decimal form. */
  readonly decimals: number | null;
  /** Whether every value is one more than that of the row before, none missing: a row number. */
  readonly counting: boolean;
  /** Distinct values with counts, or a uniform sample of 5,000 to 10,000 of them. Large integers are bigint. */
  readonly values: ReadonlyMap<number | bigint, number>;
}

export interface TextProfile {
  /** Distinct values with counts, or a uniform sample of 5,000 to 10,000 of them; cut after 256 characters. */
  readonly values: ReadonlyMap<string, number>;
  /** Lengths in UTF-16 units. */
  readonly minLength: number;
  readonly maxLength: number;
  /** The known strftime patterns that every value matches, the preferred first. */
  readonly datetimeFormats: readonly string[];
}
