import type { Distribution } from '@cvd/core';
import type { SortedCounts } from '../values/sorted-counts.js';

export type Parameters = Readonly<Record<string, number>>;

/** A distribution with few parameters, fitted by maximum likelihood. */
export interface Family {
  /**
   * @param data - at least two distinct values
   * @param step - half the distance of the values' rounding, or 0: how far beyond the outermost values the support reaches
   */
  fit(data: SortedCounts, step: number): Parameters;
  distribution(parameters: Parameters): Distribution;
}

/** Bounds around the data: beyond the ends by half a rounding step, or by about half the gap there where there is none. */
export const supportOf = ({ values, total }: SortedCounts, step: number): readonly [low: number, high: number] => {
  const low = values[0]!;
  const high = values.at(-1)!;
  const pad = step > 0 ? step : (high - low) / (2 * total);
  return [low - pad, high + pad];
};
