import { quantileSorted } from '@cvd/core';
import type { Interval } from '../figures/figure.js';

/** How resampled figures become an interval. */
export interface BootstrapMethod {
  /** √(rows drawn / rows): resamples of fewer rows spread further. */
  readonly scale: number;
  readonly confidence: number;
  readonly method: string;
}

/**
 * Percentiles of resampled figures from 0 to 1, moved so that their mean lies at the figure. Resampling adds noise of its
 * own to a distance, which takes every resampled accuracy down; that is no news about the figure.
 */
export const bootstrapInterval = (
  value: number,
  resampled: Float64Array,
  { scale, confidence, method }: BootstrapMethod,
): Interval => {
  const sorted = resampled.slice().sort();
  const mean = sorted.reduce((sum, each) => sum + each, 0) / sorted.length;
  const at = (level: number): number => value + scale * (quantileSorted(sorted, level) - mean);
  return {
    low: Math.max(0, at((1 - confidence) / 2)),
    high: Math.min(1, at((1 + confidence) / 2)),
    confidence,
    method,
  };
};
