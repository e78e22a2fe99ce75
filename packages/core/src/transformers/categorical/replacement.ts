import { createRandomSource } from '../../random/counter-random.js';

/** Draws the category that stands in for one not kept in a row, in proportion to how often those kept were seen. */
export const createReplacement = (seed: number, counts: Float64Array): ((row: number) => number) => {
  const random = createRandomSource(seed).child('categories not kept');
  const upTo = new Float64Array(counts.length);
  let total = 0;
  for (let i = 0; i < counts.length; i++) upTo[i] = total += counts[i]!;
  return (row) => {
    const drawn = random.uniform(row) * total;
    let low = 0;
    let high = upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! > drawn) high = middle;
      else low = middle + 1;
    }
    return low;
  };
};
