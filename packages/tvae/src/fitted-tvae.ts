import type { FittedMethod } from '@cvd/core';
import { type Backend, samplingBackend } from '@cvd/engine';
import { describeModel } from './describe-model.js';
import type { TvaeModel } from './model.js';
import { tvaeSampler } from './sampling/tvae-sampler.js';
import { saveModel } from './saved-model.js';

/** A model as core's synthesizer uses it. */
export const fittedTvae = (model: TvaeModel): FittedMethod => {
  let backend: Promise<Backend> | null = null;
  return {
    save: () => saveModel(model),
    describe: () => describeModel(model),
    sampler: (random) => tvaeSampler(model, random, () => (backend ??= samplingBackend())),
    dispose: () => {
      void backend?.then((ready) => ready.dispose());
      backend = null;
    },
  };
};
