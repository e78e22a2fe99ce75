import type { Interval } from '../figures/figure.js';

/** A heading of the printed report, and lines below it. */
export interface ReportPart {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** What stands in place of a figure that there is not. */
export const NONE = 'n/a';

/** A figure with its interval, where there is one: 0.612 [0.600, 0.624]. */
export const withInterval = (value: number, interval: Interval | null, places = 3): string =>
  interval === null
    ? value.toFixed(places)
    : `${value.toFixed(places)} [${interval.low.toFixed(places)}, ${interval.high.toFixed(places)}]`;

/** Why figures are missing, each reason once. */
export const reasonLines = (figures: readonly object[]): readonly string[] => {
  const reasons = figures.map((figure) => ('because' in figure ? String(figure.because) : null));
  return [...new Set(reasons.filter((reason) => reason !== null))].map((reason) => `not computable, because ${reason}`);
};
