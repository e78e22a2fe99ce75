import type { SortedCounts } from './sorted-counts.js';

/** Mean of f(x) over all rows. */
export const meanOf = ({ values, counts, total }: SortedCounts, f: (x: number) => number): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += counts[i]! * f(values[i]!);
  return sum / total;
};

/** Mean and standard deviation (division by n). */
export const momentsOf = (data: SortedCounts): { readonly mean: number; readonly sd: number } => {
  const mean = meanOf(data, (x) => x);
  return { mean, sd: Math.sqrt(meanOf(data, (x) => (x - mean) * (x - mean))) };
};
