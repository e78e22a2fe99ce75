import { defineSynthesizer } from '@cvd/core';
import { createSampler } from './sampler.mjs';
import { learnEdges, toState } from './states.mjs';

/**
 * @import { EncodedSource, FittedMethod, Method, MethodFitContext, SavedMethod } from '@cvd/core'
 * @import { Chain } from './states.mjs'
 */

/**
 * Counts how often each state of a column follows each state of the column before it.
 * @param {EncodedSource} data
 * @param {MethodFitContext<ChainOptions>} context
 * @returns {Promise<Chain>}
 */
const learn = async (data, { options, checkpoint }) => {
  const { columns: specs } = data.schema;
  const edges = await learnEdges(data, options.bins, checkpoint);
  // One state more than bins: that of a missing value.
  const sizes = specs.map((spec, i) => (spec.kind === 'discrete' ? spec.cardinality : edges[i].length));
  const counts = sizes.map((size, i) => new Float64Array((i === 0 ? 1 : sizes[i - 1]) * size));
  let rows = 0;
  for await (const batch of data.open()) {
    for (let row = 0; row < batch.rows; row++) {
      let before = 0;
      for (let i = 0; i < specs.length; i++) {
        const state = toState(edges[i], batch.columns[i][row]);
        counts[i][before * sizes[i] + state] += 1;
        before = state;
      }
    }
    rows += batch.rows;
    await checkpoint({ fraction: 0.5 + (0.5 * rows) / data.rows, rows });
  }
  return { schema: data.schema, sizes, edges, counts };
};

/**
 * @param {Chain} chain
 * @returns {FittedMethod}
 */
const fitted = (chain) => ({
  save: () => ({
    content: { schema: chain.schema, sizes: chain.sizes },
    tensors: Object.fromEntries([
      ...chain.edges.map((data, i) => [`edges${i}`, { dtype: 'F64', shape: [data.length], data }]),
      ...chain.counts.map((data, i) => [`counts${i}`, { dtype: 'F64', shape: [data.length], data }]),
    ]),
  }),
  describe: () => ({ states: Object.fromEntries(chain.schema.columns.map(({ name }, i) => [name, chain.sizes[i]])) }),
  // Bounds of bins are values of real rows: `cvd info` tells so.
  held: () => new Map(chain.schema.columns.map(({ name }, i) => [name, chain.edges[i].filter(Number.isFinite)])),
  // Conditions are left to core, which draws rows again until they hold: capabilities say 'rejection'.
  sampler: (random) => createSampler(chain, random),
});

/**
 * @param {SavedMethod} saved
 * @returns {FittedMethod}
 */
const restore = ({ content, tensors }) => {
  const { schema, sizes } = /** @type {Pick<Chain, 'schema' | 'sizes'>} */ (content);
  const bulk = (/** @type {string} */ name) =>
    schema.columns.map((_, i) => /** @type {Float64Array} */ (tensors[`${name}${i}`].data));
  return fitted({ schema, sizes, edges: bulk('edges'), counts: bulk('counts') });
};

/** @typedef {{ bins: number }} ChainOptions */

/** @type {Method<ChainOptions>} */
const method = {
  name: 'chain',
  summary: 'A first-order Markov chain over the columns, from left to right: each depends on the one before it.',
  options: {
    properties: {
      bins: {
        type: 'integer',
        minimum: 1,
        maximum: 1000,
        default: 20,
        description: 'Bins of equal frequency that a column of numbers is cut into.',
      },
    },
  },
  capabilities: { conditional: 'rejection', resumable: false, differentiallyPrivate: false, streamingFit: false },
  // A worker thread imports this module and takes its export `chain`.
  module: { url: import.meta.url, export: 'chain' },
  fit: async (data, context) => fitted(await learn(data, context)),
  restore,
};

/** Everything that is no modelling (metadata, types, rounding, ids, model files, workers) comes from core. */
export const chain = defineSynthesizer(method);
