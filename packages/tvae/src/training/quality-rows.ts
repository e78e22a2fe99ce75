import { decodeSpans, type RandomSource } from '@cvd/core';
import { type Backend, countProgram, keyOf, type QualityRows } from '@cvd/engine';
import type { TvaeModel } from '../model.js';
import { routineOf, SAMPLING_ROWS, samplingProgram } from '../network/sampling-program.js';
import { createRowMaker, type RowMaker } from '../sampling/row-maker.js';

/** The rows by which a training's quality is measured. Weights are the decoder's. */
export const qualityRows = (
  backend: Backend,
  { layout, shape, sampling }: Pick<TvaeModel, 'layout' | 'shape' | 'sampling'>,
  random: RandomSource,
): QualityRows => {
  const { flop } = countProgram(samplingProgram(shape, sampling)).routines[routineOf(SAMPLING_ROWS[0])]!;
  let maker: RowMaker | null = null;
  return {
    make: async (weights, rows, attempts) => {
      if (maker) maker.setWeights(weights);
      else maker = await createRowMaker(backend, shape, sampling, weights, keyOf(random));
      const { codes, scalars } = await maker.make(rows, attempts);
      return decodeSpans(layout, codes, scalars);
    },
    rowWork: flop / SAMPLING_ROWS[0],
  };
};
