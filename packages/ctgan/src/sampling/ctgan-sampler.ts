import { decodeSpans, type EncodedConstraint, type MethodSampler, type RandomSource } from '@cvd/core';
import { type Backend, keyOf } from '@cvd/engine';
import type { CtganModel } from '../model.js';
import { foldedWeights } from './folded-weights.js';
import { createRowMaker, type RowMaker } from './row-maker.js';
import { samplerShape } from './sampler-shape.js';
import { samplingConditions } from './sampling-conditions.js';

/** A table of ids and constants has nothing to generate. */
const NO_COLUMNS: MethodSampler = { sample: (rows) => ({ rows: rows.length, columns: [] }) };

/** @param backend - made when the first rows are asked for */
export const ctganSampler = (
  model: CtganModel,
  random: RandomSource,
  constraints: readonly EncodedConstraint[],
  backend: () => Promise<Backend>,
): MethodSampler => {
  const { layout, counts, generatorDim, weights } = model;
  if (layout.columns.length === 0) return NO_COLUMNS;
  const { shape, conditions: asked } = samplerShape(model);
  const conditions = samplingConditions(asked, counts, constraints, random.child('conditions'));
  let maker: Promise<RowMaker> | null = null;
  return {
    sample: async (rows, attempt) => {
      maker ??= backend().then((ready) =>
        createRowMaker(ready, shape, foldedWeights(weights, generatorDim.length), keyOf(random.child('rows'))),
      );
      const attempts = new Float64Array(rows.length).fill(attempt);
      const places = conditions && Int32Array.from(rows, (row) => conditions.place(row, attempt));
      const { codes, scalars } = await (await maker).make(rows, attempts, places);
      return { rows: rows.length, columns: decodeSpans(layout, codes, scalars) };
    },
  };
};
