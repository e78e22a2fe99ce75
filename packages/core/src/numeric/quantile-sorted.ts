/**
 * Quantile of sorted values with linear interpolation between neighbours (Hyndman and Fan's type 7, the default of
 * NumPy and R). NaN for no values or for p outside [0, 1]: quantileSorted([1, 2, 4], 0.75) = 3.
 * @param sorted - ascending, no NaN
 */
export const quantileSorted = (sorted: ArrayLike<number>, p: number): number => {
  const n = sorted.length;
  if (n === 0 || !(p >= 0 && p <= 1)) return NaN;
  const position = p * (n - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const share = position - below;
  // Equal neighbours give that value exactly, infinite ones included.
  return share === 0 || sorted[below + 1] === low ? low : low + share * (sorted[below + 1]! - low);
};
