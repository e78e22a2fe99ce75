import type { WeightedValues } from './weighted-values.js';

/**
 * Sums of squares within runs of values from prefix sums: within(i, j) of values i … j−1. Values should be centred, since
 * squares cancel.
 */
const runSquares = ({ length, values, counts, spreads }: WeightedValues) => {
  const weight = new Float64Array(length + 1);
  const sum = new Float64Array(length + 1);
  const square = new Float64Array(length + 1);
  for (let i = 0; i < length; i++) {
    const c = counts[i]!;
    const x = values[i]!;
    weight[i + 1] = weight[i]! + c;
    sum[i + 1] = sum[i]! + c * x;
    square[i + 1] = square[i]! + c * x * x + spreads[i]!;
  }
  return (i: number, j: number): number => {
    const s = sum[j]! - sum[i]!;
    return Math.max(0, square[j]! - square[i]! - (s * s) / (weight[j]! - weight[i]!));
  };
};

/**
 * The best k-means clustering of values on a line: of all divisions into `clusters` runs the one with the least sum of
 * squares, found exactly (scikit-learn starts from a local optimum of a random start), so that it needs no seed.
 * Time O(clusters · values · log values).
 * Source: Wang and Song, "Ckmeans.1d.dp", The R Journal 3/2 (2011), for the recurrence; the best split moves right with the
 * last value, so each layer is filled by halving (Grønlund et al., arXiv 1701.07204, section 2.2).
 * @param clusters - 1 … number of values
 * @returns ascending beginnings of the clusters, then the number of values
 */
export const clusterValues = (data: WeightedValues, clusters: number): Int32Array => {
  const { length } = data;
  const within = runSquares(data);
  let previous = new Float64Array(length + 1);
  let current = new Float64Array(length + 1);
  for (let j = 1; j <= length; j++) previous[j] = within(0, j);
  // starts[k][j]: where the last of k + 1 clusters of the values before j begins.
  const starts: Int32Array[] = [new Int32Array(length + 1)];

  for (let k = 1; k < clusters; k++) {
    const start = new Int32Array(length + 1);
    /** Fills the layer for j from `low` to `high`, whose best splits lie in `left` … `right`. */
    const fill = (low: number, high: number, left: number, right: number): void => {
      if (low > high) return;
      const j = (low + high) >> 1;
      let best = Number.POSITIVE_INFINITY;
      let at = Math.max(left, k);
      for (let i = at; i <= Math.min(right, j - 1); i++) {
        const cost = previous[i]! + within(i, j);
        if (cost < best) {
          best = cost;
          at = i;
        }
      }
      current[j] = best;
      start[j] = at;
      fill(low, j - 1, left, at);
      fill(j + 1, high, at, right);
    };
    fill(k + 1, length, k, length - 1);
    starts.push(start);
    [previous, current] = [current, previous];
  }

  const edges = new Int32Array(clusters + 1);
  edges[clusters] = length;
  for (let k = clusters - 1; k > 0; k--) edges[k] = starts[k]![edges[k + 1]!]!;
  return edges;
};
