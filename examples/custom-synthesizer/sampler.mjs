/**
 * @import { MethodSampler, RandomSource } from '@cvd/core'
 * @import { Chain } from './states.mjs'
 */

/**
 * Running shares of each row of counts; where a state was never seen before another, those of all rows together.
 * @param {Float64Array} counts
 * @param {number} size
 */
const cumulative = (counts, size) => {
  const out = new Float64Array(counts.length);
  const all = new Float64Array(size);
  for (let i = 0; i < counts.length; i++) all[i % size] += counts[i];
  for (let start = 0; start < counts.length; start += size) {
    const row = counts.subarray(start, start + size);
    const used = row.some((count) => count > 0) ? row : all;
    const total = used.reduce((sum, count) => sum + count, 0);
    let sum = 0;
    for (let k = 0; k < size; k++) out[start + k] = (sum += used[k]) / total;
  }
  return out;
};

/**
 * Row i comes from draws that belong to (column, i, attempt) alone, so it is the same whatever is drawn beside it.
 * @param {Chain} chain
 * @param {RandomSource} random
 * @returns {MethodSampler}
 */
export const createSampler = ({ schema, sizes, edges, counts }, random) => {
  const sources = schema.columns.map(({ name }) => random.child(name));
  const shares = counts.map((column, i) => cumulative(column, sizes[i]));
  /** @type {(i: number, before: number, u: number) => number} */
  const drawState = (i, before, u) => {
    const start = before * sizes[i];
    let state = 0;
    while (state < sizes[i] - 1 && u > shares[i][start + state]) state++;
    return state;
  };
  /** @type {(i: number, state: number, u: number) => number} */
  const valueIn = (i, state, u) =>
    state === edges[i].length - 1 ? Number.NaN : edges[i][state] + u * (edges[i][state + 1] - edges[i][state]);
  return {
    sample: (rows, attempt) => {
      const columns = schema.columns.map(({ kind }) =>
        kind === 'discrete' ? new Int32Array(rows.length) : new Float64Array(rows.length),
      );
      const draws = new Float64Array(2);
      for (let k = 0; k < rows.length; k++) {
        let before = 0;
        for (let i = 0; i < columns.length; i++) {
          sources[i].uniformsInto(draws, rows[k], attempt);
          before = drawState(i, before, draws[0]);
          columns[i][k] = schema.columns[i].kind === 'discrete' ? before : valueIn(i, before, draws[1]);
        }
      }
      return { rows: rows.length, columns };
    },
  };
};
