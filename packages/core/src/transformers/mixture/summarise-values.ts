import { scaleByPowerOfTwo } from '../../numeric/powers-of-two.js';
import type { RandomSource } from '../../random/random-source.js';
import { exponentOf } from './exponent.js';
import type { WeightedValues } from './weighted-values.js';

/** Present values that are looked at, at most; of more, one of each of so many equal stretches of the column is drawn. */
export const SAMPLE_ROWS = 500_000;
/** Up to so many distinct values are kept apart. */
export const MAX_VALUES = 2048;

/** Values in units of 2^exponent, in which none is beyond ±1, so that their squares can be had. */
export interface Summary {
  readonly data: WeightedValues;
  readonly exponent: number;
}

/**
 * A column's values with the number of rows that each stands for: its distinct values where there are at most
 * {@link MAX_VALUES}; otherwise they are joined to groups, each as their mean and their sum of squares about it, with at
 * most 1/1024 of the rows and of the range in each, at most {@link MAX_VALUES} in all. What joining loses of a mixture is of the second order
 * in the group's width over the component's. NaN values are left out.
 * @param most - values at most, even
 */
export const summariseValues = (column: Float64Array, random: RandomSource, most = MAX_VALUES): Summary => {
  const { sorted, total } = sortedSample(column, random);
  const { length } = sorted;
  const largest = length === 0 ? 0 : Math.max(Math.abs(sorted[0]!), Math.abs(sorted[length - 1]!));
  const exponent = largest === 0 ? 0 : exponentOf(largest);
  for (let i = 0; i < length; i++) sorted[i] = scaleByPowerOfTwo(sorted[i]!, -exponent);
  const distinct = countDistinct(sorted);
  const summary = distinct <= most ? distinctValues(sorted, distinct) : groupValues(sorted, most);
  const weight = length === 0 ? 1 : total / length;
  if (weight !== 1) {
    for (let i = 0; i < summary.length; i++) {
      summary.counts[i]! *= weight;
      summary.spreads[i]! *= weight;
    }
  }
  return { data: { ...summary, total }, exponent };
};

/** Ascending present values, all or one drawn from each of equal stretches of them, and how many there are. */
const sortedSample = (column: Float64Array, random: RandomSource): { sorted: Float64Array; total: number } => {
  let total = 0;
  for (let row = 0; row < column.length; row++) if (!Number.isNaN(column[row]!)) total++;
  const taken = Math.min(total, SAMPLE_ROWS);
  const drawn = (i: number): number => (taken === total ? i : Math.floor(((i + random.uniform(i)) * total) / taken));
  const values = new Float64Array(taken);
  let taking = 0;
  let next = drawn(0);
  for (let row = 0, present = 0; taking < taken; row++) {
    if (Number.isNaN(column[row]!)) continue;
    // Stretches that are hardly longer than a row may draw the same one.
    while (taking < taken && next === present) {
      values[taking++] = column[row]!;
      next = drawn(taking);
    }
    present++;
  }
  return { sorted: values.sort(), total };
};

const countDistinct = (sorted: Float64Array): number => {
  let distinct = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i]! !== sorted[i - 1]!) distinct++;
  return distinct;
};

const distinctValues = (sorted: Float64Array, distinct: number): Omit<WeightedValues, 'total'> => {
  const values = new Float64Array(distinct);
  const counts = new Float64Array(distinct);
  let at = -1;
  for (let i = 0; i < sorted.length; i++) {
    // −0 and 0 are one value, and 0 is how it is kept.
    if (i === 0 || sorted[i]! !== sorted[i - 1]!) values[++at] = sorted[i]! + 0;
    counts[at]!++;
  }
  return { length: distinct, values, counts, spreads: new Float64Array(distinct) };
};

const groupValues = (sorted: Float64Array, most: number): Omit<WeightedValues, 'total'> => {
  const rows = sorted.length;
  const parts = most / 2;
  const values = new Float64Array(most);
  const counts = new Float64Array(most);
  const spreads = new Float64Array(most);
  const low = sorted[0]!;
  const step = (sorted[rows - 1]! - low) / parts;
  let group = -1;
  let slice = -1;
  let stretch = -1;
  for (let i = 0; i < rows; ) {
    const value = sorted[i]!;
    let end = i + 1;
    while (end < rows && sorted[end] === value) end++;
    const ofRows = Math.floor((i * parts) / rows);
    const ofRange = Math.min(parts - 1, Math.floor((value - low) / step));
    if (ofRows !== slice || ofRange !== stretch) group++;
    slice = ofRows;
    stretch = ofRange;
    // Welford's update by a run of equal values.
    const count = end - i;
    const before = counts[group]!;
    const all = before + count;
    const distance = before === 0 ? value : value - values[group]!;
    values[group]! += (distance * count) / all;
    if (before > 0) spreads[group]! += distance * distance * ((before * count) / all);
    counts[group] = all;
    i = end;
  }
  const length = group + 1;
  return {
    length,
    values: values.slice(0, length),
    counts: counts.slice(0, length),
    spreads: spreads.slice(0, length),
  };
};
