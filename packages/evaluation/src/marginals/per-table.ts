import type { OfTables } from './marginal.js';

/** The same of each table that there is. */
export const perTable = <From, To>(
  { real, synthetic, holdout }: OfTables<From>,
  of: (from: From) => To,
): OfTables<To> => ({
  real: of(real),
  synthetic: of(synthetic),
  ...(holdout !== undefined && { holdout: of(holdout) }),
});

/** Counts of things as shares of the rows that were counted; 0 without any. */
export const sharesOf = (counts: Float64Array, rows: number): number[] =>
  Array.from(counts, (count) => (rows === 0 ? 0 : count / rows));
