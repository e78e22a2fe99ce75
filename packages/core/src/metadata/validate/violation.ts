/** What a table can do against its metadata. */
export type ViolationRule =
  /** The metadata name a column that the table lacks. */
  | 'missing-column'
  /** The table has a column that the metadata do not name. */
  | 'extra-column'
  /** An sdtype that is none of SDV's and no known kind of personal data. */
  | 'unknown-sdtype'
  /** Values of another type than the sdtype asks for. */
  | 'not-numerical'
  | 'not-boolean'
  | 'not-datetime'
  /** Text dates without a pattern to read them by. */
  | 'no-datetime-format'
  /** Fractions, or numbers too large or too small, for the computer representation. */
  | 'not-representable'
  /** A missing value in a key. */
  | 'missing-key'
  /** A value that occurs in a key more than once. */
  | 'duplicate-key';

/** One way in which a table does not fit its metadata. */
export interface Violation {
  readonly column: string;
  readonly rule: ViolationRule;
  /** Rows concerned; 0 where it is the column as a whole. */
  readonly count: number;
  /** Up to three distinct values, masked (letters as x, digits as 0) in columns of personal data and free text. */
  readonly samples: readonly string[];
  /** Zero-based row of the first sample; null where it is the column as a whole. */
  readonly firstRow: number | null;
  /** A sentence that says all of this. */
  readonly message: string;
}
