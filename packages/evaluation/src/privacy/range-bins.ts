import { MetricInputError } from '@cvd/core';
import type { JointCodes, NumericPair } from '@cvd/core/metrics';

/** Inner edges of bins of equal width over the real values, as pandas' `cut` has them: one more is below, one above. */
const innerEdges = (real: Float64Array, bins: number, place: string): Float64Array => {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of real) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min > max) return new Float64Array(0);
  if (!Number.isFinite(max - min)) throw new MetricInputError(place, 'not-finite', 'real');
  if (min === max) {
    const around = min === 0 ? 0.001 : 0.001 * Math.abs(min);
    [min, max] = [min - around, max + around];
  }
  const step = (max - min) / bins;
  return Float64Array.from({ length: bins - 1 }, (_, i) => (i + 1) * step + min);
};

/** The bin holds its upper edge. */
const binOf = (value: number, edges: Float64Array): number => {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * Numbers of both tables as codes of bins that are cut by the real one's range; the outer bins reach on without end.
 * @throws {MetricInputError} not-finite
 */
export const rangeBins = ({ real, synthetic }: NumericPair, bins: number, place: string): JointCodes => {
  const edges = innerEdges(real, bins, place);
  const codes = (values: Float64Array): Int32Array =>
    Int32Array.from(values, (value) => (Number.isNaN(value) ? bins : binOf(value, edges)));
  return { real: codes(real), synthetic: codes(synthetic), size: bins + 1 };
};
