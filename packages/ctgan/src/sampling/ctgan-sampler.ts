import {
  decodeSpans,
  type EncodedBatch,
  type EncodedConstraint,
  type MethodSampler,
  type RandomSource,
} from '@cvd/core';
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
  const { shape, conditions } = samplerShape(model);
  const asked = samplingConditions(conditions, counts, constraints, random.child('conditions'));
  let maker: Promise<RowMaker> | null = null;
  const sampleAttempts = async (rows: Float64Array, attempts: Float64Array): Promise<EncodedBatch> => {
    maker ??= backend().then((ready) =>
      createRowMaker(ready, shape, foldedWeights(weights, generatorDim.length), keyOf(random.child('rows'))),
    );
    const places = asked && Int32Array.from(rows, (row, k) => asked.place(row, attempts[k]!));
    const { codes, scalars } = await (await maker).make(rows, attempts, places);
    return { rows: rows.length, columns: decodeSpans(layout, codes, scalars) };
  };
  return {
    sample: (rows, attempt) => sampleAttempts(rows, new Float64Array(rows.length).fill(attempt)),
    sampleAttempts,
  };
};
