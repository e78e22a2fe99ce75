/** A cut c with low ≤ c < high, in the middle where the numbers allow it; infinities included. */
const cutBetween = (low: number, high: number): number => {
  const middle = low / 2 + high / 2;
  return middle >= low && middle < high ? middle : low;
};

/**
 * Where a column of numbers is cut into bins: bin i holds the values with cuts[i − 1] < value ≤ cuts[i]. Up to `maxBins`
 * distinct values get a bin each, cut half way between neighbours; more are cut at the quantiles i / maxBins (Hyndman
 * and Fan's type 2), so that bins hold about as many rows each. These are scikit-learn's rules.
 * @param values - NaN (missing) is left out
 * @returns ascending, all different, at most maxBins − 1; empty for fewer than two distinct values
 */
export const numberCuts = (values: Float64Array, maxBins: number): Float64Array => {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  if (distinct.length <= maxBins)
    return Float64Array.from({ length: Math.max(0, distinct.length - 1) }, (_, i) =>
      cutBetween(distinct[i]!, distinct[i + 1]!),
    );
  const cuts = Float64Array.from({ length: maxBins - 1 }, (_, i) => {
    const position = ((i + 1) * sorted.length) / maxBins;
    const above = Math.floor(position);
    return position === above ? cutBetween(sorted[above - 1]!, sorted[above]!) : sorted[above]!;
  });
  const largest = distinct.at(-1)!;
  return cuts.filter((cut, i) => cut < largest && (i === 0 || cut !== cuts[i - 1]));
};

/** The bin of a number by bisection: how many cuts lie below it. */
export const binOfNumber = (cuts: Float64Array, value: number): number => {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= cuts[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
};
