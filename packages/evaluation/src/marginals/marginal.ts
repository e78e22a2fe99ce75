/** One of each table; `holdout` where there is one. */
export interface OfTables<Value> {
  readonly real: Value;
  readonly synthetic: Value;
  readonly holdout?: Value;
}

/** Numbers or datetimes in bins of equal width. */
export interface NumberMarginal {
  readonly column: string;
  readonly kind: 'numbers' | 'datetimes';
  /**
   * Ends of the bins, ascending; datetimes in milliseconds since 1970, whole numbers halfway between. The first and the
   * last are the 5th real value from each end, so that no single person's extreme is among them.
   */
  readonly edges: readonly number[];
  /** Whether all real values are whole numbers. */
  readonly whole: boolean;
  /** Shares of all rows, 0 to 1: below the first edge, in each bin, above the last edge. One more than there are edges. */
  readonly shares: OfTables<readonly number[]>;
  /** Shares of rows without a value. */
  readonly missing: OfTables<number>;
}

/** Values that are not named. */
export interface UnnamedValues {
  /** How many there are. */
  readonly values: number;
  /** Shares of all rows that have one of them. */
  readonly shares: OfTables<number>;
}

/** Categories, the most frequent real ones first. */
export interface CategoryMarginal {
  readonly column: string;
  readonly kind: 'categories';
  readonly categories: readonly string[];
  /** Shares of all rows, 0 to 1, one for each of the categories. */
  readonly shares: OfTables<readonly number[]>;
  /** Less frequent ones, for which there was no place. */
  readonly others: UnnamedValues;
  /** Those that fewer than 5 real rows have. */
  readonly rare: UnnamedValues;
  /** Values of the synthetic table that the real one does not have. */
  readonly notReal: UnnamedValues;
  /** Shares of rows without a value. */
  readonly missing: OfTables<number>;
}

/** A column of which there is no picture, and why. */
export interface NoMarginal {
  readonly column: string;
  readonly kind: 'none';
  /** Follows "Not computable, because": lower case, without a full stop. */
  readonly because: string;
}

/** How the values of one column are distributed in each table. Plain JSON. */
export type Marginal = NumberMarginal | CategoryMarginal | NoMarginal;
