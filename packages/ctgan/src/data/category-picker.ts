/** Draws from categories of given weights by a uniform number. */
export interface CategoryPicker {
  /** @param u - in (0, 1) @returns an index whose weight is above 0 */
  pick(u: number): number;
}

/** @param weights - 0 or above, one of them above 0; a binary search over their sums, log₂ n steps a draw */
export const categoryPicker = (weights: Float64Array): CategoryPicker => {
  const used: number[] = [];
  const ends: number[] = [];
  let total = 0;
  for (const [index, weight] of weights.entries()) {
    if (weight <= 0) continue;
    total += weight;
    used.push(index);
    ends.push(total);
  }
  const [indices, sums] = [Int32Array.from(used), Float64Array.from(ends)];
  return {
    pick: (u) => {
      const at = u * total;
      let low = 0;
      let high = sums.length - 1; // never beyond the last, even where u·total rounds up to the total
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (sums[middle]! > at) high = middle;
        else low = middle + 1;
      }
      return indices[low]!;
    },
  };
};
