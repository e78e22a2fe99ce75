import type { NearestRows } from '../distances/nearest-rows.js';
import { type Figure, notComputable } from '../figures/figure.js';
import { quantileFigure } from '../figures/quantile-figure.js';

/** The low end and the middle of one number for each row. */
export interface DistanceSummary {
  /** 5 % quantile. */
  readonly low: Figure;
  readonly median: Figure;
}

const summary = (values: Float64Array, confidence: number): DistanceSummary => {
  const sorted = values.sort();
  return { low: quantileFigure(sorted, 0.05, confidence), median: quantileFigure(sorted, 0.5, confidence) };
};

/** Distances to the closest record, 0 to 1; intervals by order statistics. */
export const closestRecord = ({ distances, neighbours }: NearestRows, confidence = 0.95): DistanceSummary =>
  summary(
    distances.filter((_, at) => at % neighbours === 0),
    confidence,
  );

/**
 * Distance to the nearest row as a share of that to the second nearest, 0 to 1: small where one row of the reference
 * stands out as the one that was copied. Two of them at distance 0 have ratio 1, as in mostlyai-qa. Intervals by order
 * statistics.
 * @param nearest - of two neighbours at least
 */
export const nearestRatio = ({ distances, neighbours }: NearestRows, confidence = 0.95): DistanceSummary => {
  if (neighbours < 2 || distances[1] === Number.POSITIVE_INFINITY) {
    const because = notComputable('there is no second row to be near to');
    return { low: because, median: because };
  }
  const ratios = new Float64Array(distances.length / neighbours);
  for (let row = 0, at = 0; row < ratios.length; row++, at += neighbours)
    ratios[row] = distances[at + 1] === 0 ? 1 : distances[at]! / distances[at + 1]!;
  return summary(ratios, confidence);
};
