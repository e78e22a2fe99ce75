import { MetricInputError } from '../errors/metric-input-error.js';
import { rangeOf } from './numeric-pair.js';

const BINS = 10;

/** Edges as NumPy's `histogram_bin_edges` cuts them: 10 equal bins from smallest to largest, ±½ around a constant. */
const binEdges = (values: Float64Array, metric: string, side: 'real' | 'synthetic'): Float64Array => {
  let { min, max } = rangeOf(values);
  if (Number.isNaN(min)) [min, max] = [0, 1];
  if (!Number.isFinite(min) || !Number.isFinite(max)) throw new MetricInputError(metric, 'not-finite', side);
  if (min === max) [min, max] = [min - 0.5, max + 0.5];
  const edges = new Float64Array(BINS + 1);
  const step = (max - min) / BINS;
  for (let i = 0; i <= BINS; i++) edges[i] = i * step + min;
  edges[BINS] = max;
  for (let i = 0; i < BINS; i++)
    if (!(edges[i]! < edges[i + 1]!)) throw new MetricInputError(metric, 'range-too-narrow', side);
  return edges;
};

/**
 * The bin of each value, 1 to 11, for comparing numbers with categories: 10 bins of equal width cut by the column's own
 * range, each holding its lower edge. The largest value and missing values share number 11, as in SDMetrics.
 * @throws {MetricInputError} not-finite, range-too-narrow
 */
export const equalWidthBins = (values: Float64Array, metric: string, side: 'real' | 'synthetic'): Int32Array => {
  const edges = binEdges(values, metric, side);
  const scale = BINS / (edges[BINS]! - edges[0]!);
  const bins = new Int32Array(values.length).fill(BINS + 1);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    // A guess by division, moved by the comparisons that define the bins.
    let bin = Math.min(BINS, Math.max(0, Math.floor((value - edges[0]!) * scale)));
    while (bin <= BINS && value >= edges[bin]!) bin++;
    while (bin > 0 && value < edges[bin - 1]!) bin--;
    bins[row] = bin;
  }
  return bins;
};

/** Codes that {@link equalWidthBins} may give, 0 included. */
export const binCodes = BINS + 2;
