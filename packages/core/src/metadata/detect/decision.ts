import type { ColumnMetadata } from '../metadata.js';

/** What was found of one column, and why; holds no value of the table but the categories named in an order. */
export interface ColumnDecision {
  readonly column: string;
  readonly sdtype: string;
  /** One sentence with the evidence. */
  readonly reason: string;
  /** Whether values are missing. */
  readonly nullable: boolean;
  readonly missing: number;
  /** missing / rows; 0 where there are no rows. */
  readonly missingShare: number;
  /** Decimal places of a numerical column; null for others, and where values have no short decimal form. */
  readonly decimals: number | null;
  readonly distinct: number;
  /** Whether `distinct` is exact; above 10,000 it is an estimate, good to about 2 %. */
  readonly distinctExact: boolean;
  /** Unique, never missing, and of a kind that names rows rather than measures them. */
  readonly primaryKeyCandidate: boolean;
  /** Whether it was taken as the primary key. */
  readonly primaryKey: boolean;
}

/** What a rule says of a column. */
export interface Verdict {
  readonly metadata: ColumnMetadata;
  /** The evidence, a clause that follows "because": no full stop. */
  readonly evidence: string;
}
