import { quantileSorted } from '@cvd/core';
import { binomialQuantile } from './binomial-quantile.js';
import { type Figure, notComputable } from './figure.js';

/**
 * A quantile (type 7, NumPy's default) of values from 0 to 1, with the interval between two of the values: how many lie
 * below the true quantile is binomial, whatever the distribution (David and Nagaraja, "Order Statistics", 2003, section
 * 7.1). Where the values are too few to bound a side, it ends at 0 or 1.
 * @param sorted - ascending
 * @param p - between 0 and 1; needs at least 1/min(p, 1 − p) values
 */
export const quantileFigure = (sorted: Float64Array, p: number, confidence: number): Figure => {
  const n = sorted.length;
  const needed = Math.ceil(1 / Math.min(p, 1 - p) - 1e-9);
  if (n < needed) return notComputable(`a ${100 * p} % quantile takes at least ${needed} rows, and there are ${n}`);
  const lower = binomialQuantile((1 - confidence) / 2, n, p);
  const upper = binomialQuantile((1 + confidence) / 2, n, p) + 1;
  return {
    value: quantileSorted(sorted, p),
    interval: {
      low: lower === 0 ? 0 : sorted[lower - 1]!,
      high: upper > n ? 1 : sorted[upper - 1]!,
      confidence,
      method: 'order statistics',
    },
  };
};
