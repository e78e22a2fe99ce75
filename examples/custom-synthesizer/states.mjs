/** @import { EncodedSchema, EncodedSource, MethodFitContext } from '@cvd/core' */

/**
 * What the method learns.
 * @typedef {object} Chain
 * @property {EncodedSchema} schema
 * @property {readonly number[]} sizes - states of each column
 * @property {readonly Float64Array[]} edges - bounds of the bins of a column of numbers (bins + 1, none without values);
 *   empty for categories
 * @property {readonly Float64Array[]} counts - (states before × states), row-major: how often one follows the other
 */

/**
 * Bounds of bins that hold about as many values each; equal bounds are kept once.
 * @param {Float64Array} values - sorted
 * @param {number} bins
 */
const quantileEdges = (values, bins) => {
  if (values.length === 0) return new Float64Array([Number.NaN]);
  const edges = Array.from({ length: bins + 1 }, (_, k) => values[Math.round((k / bins) * (values.length - 1))]);
  const distinct = [...new Set(edges)];
  // A column of one value still needs a bin to lie in.
  return Float64Array.from(distinct.length === 1 ? [distinct[0], distinct[0]] : distinct);
};

/**
 * Bin bounds of every column of numbers.
 * @param {EncodedSource} data
 * @param {number} bins
 * @param {MethodFitContext<unknown>['checkpoint']} checkpoint
 * @returns {Promise<Float64Array[]>}
 */
export const learnEdges = async (data, bins, checkpoint) => {
  const { columns: specs } = data.schema;
  const values = specs.map(({ kind }) => new Float64Array(kind === 'continuous' ? data.rows : 0));
  const lengths = specs.map(() => 0);
  let rows = 0;
  for await (const batch of data.open()) {
    for (const [i, column] of batch.columns.entries()) {
      if (specs[i].kind !== 'continuous') continue;
      for (const value of column) if (!Number.isNaN(value)) values[i][lengths[i]++] = value;
    }
    rows += batch.rows;
    await checkpoint({ fraction: (0.5 * rows) / data.rows, rows });
  }
  return specs.map(({ kind }, i) =>
    kind === 'continuous' ? quantileEdges(values[i].subarray(0, lengths[i]).sort(), bins) : new Float64Array(0),
  );
};

/**
 * The state of a value: a category's code; a number's bin; the last state, behind all bins, where a number is missing.
 * @param {Float64Array} edges
 * @param {number} value
 */
export const toState = (edges, value) => {
  if (edges.length === 0) return value;
  const bins = edges.length - 1;
  if (Number.isNaN(value)) return bins;
  let low = 0;
  let high = bins - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
};
