import type { SortedCounts } from './sorted-counts.js';

/** Mean of f(x) over all rows. */
export const meanOf = ({ values, counts, total }: SortedCounts, f: (x: number) => number): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (counts[i]! / total) * f(values[i]!);
  return sum;
};

/** x·x: `**` may differ in the last bit between engines. */
export const square = (x: number): number => x * x;

/** Mean and standard deviation (division by n); squares are taken in units of the largest value, so that none overflows. */
export const momentsOf = (data: SortedCounts): { readonly mean: number; readonly sd: number } => {
  const mean = meanOf(data, (x) => x);
  const unit = Math.max(Math.abs(data.values[0]!), Math.abs(data.values.at(-1)!));
  return { mean, sd: unit * Math.sqrt(meanOf(data, (x) => square((x - mean) / unit))) };
};
