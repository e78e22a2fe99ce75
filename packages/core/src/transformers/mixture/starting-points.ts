import { clusterValues } from './cluster-values.js';
import type { WeightedValues } from './weighted-values.js';

/**
 * Responsibilities that fits begin with: 1 for the one run of values that a component begins with. Three divisions of the values into
 * `components` runs: the best k-means clustering; equal shares of the rows, which gives heavy values a component of their own; and
 * equal numbers of values, which does so for long tails. Components stand by descending size, since sticks are broken in that order
 * (Kurihara, Welling and Teh, "Collapsed variational Dirichlet process mixture models", IJCAI 2007).
 * @param components - 1 … number of values
 * @returns for each start, by value, then component
 */
export const startingPoints = (data: WeightedValues, components: number): Float64Array[] =>
  [clusterValues(data, components), equalRows(data, components), equalValues(data, components)].map((edges) =>
    responsibilitiesOf(data, edges),
  );

const equalValues = ({ length }: WeightedValues, components: number): Int32Array =>
  Int32Array.from({ length: components + 1 }, (_, k) => Math.round((k * length) / components));

const equalRows = ({ length, counts, total }: WeightedValues, components: number): Int32Array => {
  const edges = new Int32Array(components + 1);
  edges[components] = length;
  let rows = 0;
  for (let i = 0, k = 1; k < components; i++) {
    rows += counts[i]!;
    // At least one value each, those still to come included.
    if (rows >= (k * total) / components || length - 1 - i <= components - k) edges[k++] = i + 1;
  }
  return edges;
};

const responsibilitiesOf = ({ length, counts }: WeightedValues, edges: Int32Array): Float64Array => {
  const components = edges.length - 1;
  const sizes = Array.from({ length: components }, (_, k) =>
    counts.subarray(edges[k]!, edges[k + 1]!).reduce((sum, count) => sum + count, 0),
  );
  const bySize = [...sizes.keys()].sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  const responsibilities = new Float64Array(length * components);
  bySize.forEach((run, k) => {
    for (let i = edges[run]!; i < edges[run + 1]!; i++) responsibilities[i * components + k] = 1;
  });
  return responsibilities;
};
