/**
 * Average ranks from 1 to n: equal values share the mean of their ranks. −0 and 0 are equal; NaN is ranked last, each
 * on its own. Cost n log n.
 * @param out - length of `values` at least
 */
export const averageRanksInto = (out: Float64Array, values: ArrayLike<number>): void => {
  const n = values.length;
  const sorted = Float64Array.from(values).sort();
  // For a value at positions first…last of the sorted ones the rank is (first + last)/2 + 1. A binary search for each
  // value costs less memory than sorting indices, and typed sorting is fast.
  const ends = new Uint32Array(n);
  for (let i = n - 1; i >= 0; i--) ends[i] = i + 1 < n && sorted[i + 1] === sorted[i] ? ends[i + 1]! : i;
  let missing = 0;
  let numbers = n;
  while (numbers > 0 && Number.isNaN(sorted[numbers - 1]!)) numbers--;
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) {
      out[i] = numbers + ++missing;
      continue;
    }
    let low = 0;
    let high = numbers - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    out[i] = (low + ends[low]!) / 2 + 1;
  }
};

/** {@link averageRanksInto} into a new array. */
export const averageRanks = (values: ArrayLike<number>): Float64Array => {
  const out = new Float64Array(values.length);
  averageRanksInto(out, values);
  return out;
};
