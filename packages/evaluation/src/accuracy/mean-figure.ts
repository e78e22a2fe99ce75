import { notComputable } from '../figures/figure.js';
import type { AccuracyFigure } from './accuracy-result.js';
import type { SetDistance } from './compare-sets.js';
import type { MeasuredSets } from './measure-sets.js';

/** Distances to 1, which a sum of shares may miss by a last bit. */
const accuracyOf = (distance: number): number => Math.min(1, Math.max(0, 1 - distance));

/** Mean accuracy of some sets, not computable without any. */
export const meanFigure = (
  sets: readonly SetDistance[],
  because: string,
  intervalOf: MeasuredSets['intervalOf'] = null,
): AccuracyFigure => {
  if (sets.length === 0) return notComputable(because);
  let [distance, noise] = [0, 0];
  for (const each of sets) {
    distance += each.distance;
    noise += each.noise ?? Number.NaN;
  }
  const value = accuracyOf(distance / sets.length);
  const ceiling = Number.isNaN(noise) ? null : accuracyOf(noise / sets.length);
  const resampled = sets.flatMap((each) => each.resampled ?? []);
  if (intervalOf === null || resampled.length === 0) return { value, ceiling };
  const accuracies = resampled[0]!.map((_, i) => {
    let sum = 0;
    for (const distances of resampled) sum += distances[i]!;
    return 1 - sum / resampled.length;
  });
  const interval = intervalOf(value, accuracies);
  return { value, ceiling, ...(interval && { interval }) };
};
