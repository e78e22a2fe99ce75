/**
 * The word of rank k (0 the smallest) among the first `size` words, by counting first their upper and then their lower half.
 * Cost 2·size.
 */
export const kthSmallest = (words: Uint32Array, size: number, k: number): number => {
  const counts = new Uint32Array(2 ** 16);
  for (let i = 0; i < size; i++) counts[words[i]! >>> 16]!++;
  let rank = k;
  let upper = 0;
  while (rank >= counts[upper]!) rank -= counts[upper++]!;
  counts.fill(0);
  for (let i = 0; i < size; i++) if (words[i]! >>> 16 === upper) counts[words[i]! & 0xffff]!++;
  let lower = 0;
  while (rank >= counts[lower]!) rank -= counts[lower++]!;
  return upper * 2 ** 16 + lower;
};
