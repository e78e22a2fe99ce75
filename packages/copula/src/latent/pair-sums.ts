/** Sums over the rows in which both columns of a pair have a value. */
export interface PairSums {
  readonly rows: number;
  readonly a: number;
  readonly b: number;
  readonly aa: number;
  readonly bb: number;
  readonly ab: number;
}

/** Pearson's correlation; 0 where a column does not vary. */
export const correlationOf = ({ rows, a, b, aa, bb, ab }: PairSums): number => {
  const varianceA = aa * rows - a * a;
  const varianceB = bb * rows - b * b;
  // Sums of many equal scores leave rounding, not variance.
  if (!(varianceA > 1e-12 * aa * rows && varianceB > 1e-12 * bb * rows)) return 0;
  const r = (ab * rows - a * b) / Math.sqrt(varianceA * varianceB);
  return Math.max(-1, Math.min(1, r));
};
