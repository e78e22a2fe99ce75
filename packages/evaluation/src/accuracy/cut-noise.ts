import type { Hypergeometric } from './hypergeometric.js';

/** Two cuts of one table without a row in common. */
export interface CutSizes {
  readonly first: number;
  readonly second: number;
}

/** From this many expected rows in either cut the normal distribution is as good, to a part in a thousand. */
const NORMAL_FROM = 100;
/** Standard deviations of the normal distribution that are summed over; those beyond hold less than 1e-14. */
const REACH = 8;

/**
 * The expected difference |X/first − Y/second| of the shares that a cell of `count` rows has in two random cuts: exact,
 * over all cuts of this very table.
 * @param rows - of the table, at least first + second
 */
const cutDifference = (
  count: number,
  rows: number,
  { first, second }: CutSizes,
  { probability, meanDeviation }: Hypergeometric,
): number => {
  // As many rows are outside of the cell in one cut more as there are inside it in the other.
  const marked = Math.min(count, rows - count);
  if (marked === 0) return 0;
  const drawn = first + second;
  const each = 1 / first + 1 / second;
  if ((marked * Math.min(first, second)) / rows >= NORMAL_FROM) {
    const share = marked / rows;
    return Math.sqrt((2 / Math.PI) * ((share * (1 - share) * each * rows) / (rows - 1)));
  }
  // Given how many rows of the cell were drawn at all, those of the first cut deviate from their share of them.
  const mean = (marked * drawn) / rows;
  const deviation = Math.sqrt((mean * (1 - marked / rows) * (rows - drawn)) / Math.max(1, rows - 1));
  // Where the mean is small, the distribution is nearer to Poisson's, with its longer tail.
  const reach = REACH * deviation + (drawn < rows ? 20 : 0);
  const from = Math.max(0, Math.floor(mean - reach), drawn - (rows - marked));
  const to = Math.min(marked, drawn, Math.ceil(mean + reach));
  let sum = 0;
  for (let both = from; both <= to; both++)
    sum += probability(both, rows, marked, drawn) * meanDeviation(drawn, both, first);
  return sum * each;
};

/**
 * The expected total variation distance of two random cuts of a table, by how many rows its cells have.
 * @returns a function of those counts
 */
export const createCutNoise = (
  rows: number,
  sizes: CutSizes,
  hypergeometric: Hypergeometric,
): ((counts: Int32Array) => number) => {
  const known = new Float64Array(rows + 1).fill(-1);
  return (counts) => {
    let sum = 0;
    for (let cell = 0; cell < counts.length; cell++) {
      const count = counts[cell]!;
      if (count === 0) continue;
      if (known[count]! < 0) known[count] = cutDifference(count, rows, sizes, hypergeometric);
      sum += known[count]!;
    }
    return sum / 2;
  };
};
