/**
 * What a method learns from and gives back: only continuous and discrete columns, nothing else. Ids, personal data,
 * constants, rounding, types, missing values and column order are handled by core before and after (see transformers).
 */
export type EncodedColumnSpec = ContinuousSpec | DiscreteSpec;

export interface ContinuousSpec {
  readonly kind: 'continuous';
  /** Unique among the encoded columns. */
  readonly name: string;
  /** The table column it came from. */
  readonly source: string;
  /** Decimal places of the original values, or null where they are not rounded. */
  readonly decimals: number | null;
  /** Name of the discrete column of role 'missing' that says in which rows the value is absent (NaN), or null. */
  readonly missing: string | null;
}

export interface DiscreteSpec {
  readonly kind: 'discrete';
  readonly name: string;
  readonly source: string;
  /** Codes run from 0 to cardinality − 1. */
  readonly cardinality: number;
  /** Whether the codes stand in a meaningful order (ordinal). */
  readonly ordered: boolean;
  /** 'missing' columns have two codes: 0 present, 1 missing. */
  readonly role: 'category' | 'missing';
  /** The code, of a 'category' column, that stands for a missing value; absent where none is missing. */
  readonly missingCode?: number;
}

export interface EncodedSchema {
  readonly columns: readonly EncodedColumnSpec[];
}

/** Float64Array for continuous columns (NaN = missing), Int32Array of codes for discrete ones. */
export type EncodedValues = Float64Array | Int32Array;

/** Rows of encoded columns, in the order of the schema. */
export interface EncodedBatch {
  readonly rows: number;
  readonly columns: readonly EncodedValues[];
}

/** Re-openable encoded rows; the row order is that of the table. */
export interface EncodedSource {
  readonly schema: EncodedSchema;
  /** Rows that one `open()` yields in all. */
  readonly rows: number;
  open(): AsyncIterable<EncodedBatch>;
}

/** What a condition asks of one encoded column. */
export type EncodedConstraint =
  | {
      readonly kind: 'continuous';
      /** Index into the schema's columns. */
      readonly column: number;
      /** Disjoint, ascending intervals [low, high); ±Infinity for open ends. low = high is a single value. */
      readonly intervals: readonly { readonly low: number; readonly high: number }[];
    }
  | {
      readonly kind: 'discrete';
      readonly column: number;
      /** Allowed codes, ascending, at least one. */
      readonly codes: readonly number[];
    };
