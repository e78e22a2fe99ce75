import { averageRanks } from './ranks.js';

/**
 * Pearson's correlation, in two passes around the means. NaN when either side is constant or there are fewer than two
 * values; otherwise in [−1, 1].
 * @param x - finite numbers
 * @param y - as long as `x`
 */
export const pearson = (x: ArrayLike<number>, y: ArrayLike<number>): number => {
  const n = Math.min(x.length, y.length);
  let meanX = 0;
  let meanY = 0;
  for (let i = 0; i < n; i++) {
    meanX += x[i]!;
    meanY += y[i]!;
  }
  meanX /= n;
  meanY /= n;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  let constantX = true;
  let constantY = true;
  for (let i = 0; i < n; i++) {
    const dx = x[i]! - meanX;
    const dy = y[i]! - meanY;
    constantX &&= x[i] === x[0];
    constantY &&= y[i] === y[0];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  // A constant column may leave rounding residues around its mean: they are no variance.
  if (n < 2 || constantX || constantY) return NaN;
  const square = xx * yy;
  // One root gives exactly 1 for equal columns; two roots where the product leaves the range of doubles.
  const r = xy / (square > 1e-290 && square < Infinity ? Math.sqrt(square) : Math.sqrt(xx) * Math.sqrt(yy));
  return r > 1 ? 1 : Math.max(r, -1);
};

/** Spearman's rank correlation: {@link pearson} of the average ranks. NaN when either side is constant. */
export const spearman = (x: ArrayLike<number>, y: ArrayLike<number>): number =>
  pearson(averageRanks(x), averageRanks(y));
