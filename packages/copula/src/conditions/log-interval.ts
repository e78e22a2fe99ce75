import { exp, log, log1p, normalCdf, normalLogCdf, normalLogSf, normalSf } from '@cvd/core';

/** log P(a < Z ≤ b), accurate and finite far out in either tail; −Infinity when b ≤ a. */
export const logInterval = (a: number, b: number): number => {
  if (!(a < b)) return -Infinity;
  if (a > 0) return difference(normalLogSf(a), normalLogSf(b));
  if (b < 0) return difference(normalLogCdf(b), normalLogCdf(a));
  return log1p(-normalCdf(a) - normalSf(b));
};

/** log(eˣ − eʸ) for x > y. */
const difference = (x: number, y: number): number => {
  const ratio = y === -Infinity ? 0 : exp(y - x);
  return ratio < 1 ? x + log1p(-ratio) : -Infinity;
};

/** log Σ eˣ. */
export const logSum = (values: readonly number[]): number => {
  const most = Math.max(...values);
  if (!(most > -Infinity)) return -Infinity;
  return most + log(values.reduce((sum, value) => sum + exp(value - most), 0));
};
