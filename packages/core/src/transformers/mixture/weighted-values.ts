/** Values by ascending size, each standing for a number of rows. */
export interface WeightedValues {
  /** Number of values. */
  readonly length: number;
  readonly values: Float64Array;
  /** Rows that each stands for, above 0; not whole where the rows are a sample. */
  readonly counts: Float64Array;
  /** Sum of squared distances from the value of the rows it stands for: 0 where they are all equal. */
  readonly spreads: Float64Array;
  /** Sum of the counts. */
  readonly total: number;
}
