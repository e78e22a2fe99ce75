/** Distinct values of a column in ascending order with the number of rows of each. */
export interface SortedCounts {
  readonly values: Float64Array;
  readonly counts: Float64Array;
  /** Sum of the counts. */
  readonly total: number;
}

/** @param sorted - ascending */
export const countSorted = (sorted: Float64Array): SortedCounts => {
  const values = new Float64Array(sorted.length);
  const counts = new Float64Array(sorted.length);
  let distinct = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) values[distinct++] = sorted[i]!;
    counts[distinct - 1]!++;
  }
  return { values: values.slice(0, distinct), counts: counts.slice(0, distinct), total: sorted.length };
};
