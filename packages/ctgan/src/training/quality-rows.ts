import { decodeSpans, type RandomSource } from '@cvd/core';
import { type Backend, countProgram, keyOf, type QualityRows } from '@cvd/engine';
import type { CtganModel } from '../model.js';
import { recordSampler, SAMPLER_ROWS, samplerRoutine } from '../program/record-sampler.js';
import { foldedWeights } from '../sampling/folded-weights.js';
import { createRowMaker, type RowMaker } from '../sampling/row-maker.js';
import { samplerShape } from '../sampling/sampler-shape.js';
import { samplingConditions } from '../sampling/sampling-conditions.js';

/**
 * The rows by which a training's quality is measured. Weights are the generator's, with the statistics of its batch normalisations.
 * @param random - of rows and conditions
 */
export const qualityRows = (
  backend: Backend,
  model: Pick<CtganModel, 'layout' | 'counts' | 'embeddingDim' | 'generatorDim'>,
  random: RandomSource,
): QualityRows => {
  const { shape, conditions } = samplerShape(model);
  const asked = samplingConditions(conditions, model.counts, [], random.child('conditions'));
  const { flop } = countProgram(recordSampler(shape)).routines[samplerRoutine(SAMPLER_ROWS[0])]!;
  let maker: RowMaker | null = null;
  return {
    make: async (weights, rows, attempts) => {
      const folded = foldedWeights(weights, model.generatorDim.length);
      if (maker) maker.setWeights(folded);
      else maker = await createRowMaker(backend, shape, folded, keyOf(random));
      const places = asked && Int32Array.from(rows, (row) => asked.place(row, 0));
      const { codes, scalars } = await maker.make(rows, attempts, places);
      return decodeSpans(model.layout, codes, scalars);
    },
    rowWork: flop / SAMPLER_ROWS[0],
  };
};
