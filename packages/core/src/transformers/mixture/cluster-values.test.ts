import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterValues } from './cluster-values.js';
import type { WeightedValues } from './weighted-values.js';

const weighted = (values: readonly number[], counts: readonly number[]): WeightedValues => ({
  length: values.length,
  values: Float64Array.from(values),
  counts: Float64Array.from(counts),
  spreads: new Float64Array(values.length),
  total: counts.reduce((sum, count) => sum + count, 0),
});

const squares = ({ values, counts }: WeightedValues, from: number, to: number): number => {
  let [rows, mean, sum] = [0, 0, 0];
  for (let i = from; i < to; i++) {
    rows += counts[i]!;
    const distance = values[i]! - mean;
    mean += (distance * counts[i]!) / rows;
    sum += counts[i]! * distance * (values[i]! - mean);
  }
  return sum;
};

const cost = (data: WeightedValues, edges: ArrayLike<number>): number =>
  Array.from({ length: edges.length - 1 }, (_, k) => squares(data, edges[k]!, edges[k + 1]!)).reduce(
    (a, b) => a + b,
    0,
  );

/** The least cost of all divisions into runs, by trying each. */
const leastCost = (data: WeightedValues, clusters: number, from = 0): number => {
  if (clusters === 1) return squares(data, from, data.length);
  let least = Number.POSITIVE_INFINITY;
  for (let to = from + 1; to <= data.length - clusters + 1; to++)
    least = Math.min(least, squares(data, from, to) + leastCost(data, clusters - 1, to));
  return least;
};

describe('clusterValues', () => {
  it('finds the best of all divisions', () => {
    const values = fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(values, fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 9, maxLength: 9 }), (list, counts) => {
        const sorted = list.slice().sort((a, b) => a - b);
        const data = weighted(sorted, counts.slice(0, sorted.length));
        for (let clusters = 1; clusters <= Math.min(4, sorted.length); clusters++) {
          const edges = clusterValues(data, clusters);
          expect([edges[0], edges[clusters], edges.length]).toEqual([0, sorted.length, clusters + 1]);
          for (let k = 0; k < clusters; k++) expect(edges[k + 1]!).toBeGreaterThan(edges[k]!);
          expect(Math.abs(cost(data, edges) - leastCost(data, clusters))).toBeLessThan(1e-8);
        }
      }),
    );
  });

  it('puts each value of as many as clusters into one of its own', () => {
    expect([...clusterValues(weighted([1, 2, 5, 1e6], [1, 9, 1, 1]), 4)]).toEqual([0, 1, 2, 3, 4]);
  });
});
