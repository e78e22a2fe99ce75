import type { FittedMethod } from '@cvd/core';
import { type Backend, samplingBackend } from '@cvd/engine';
import { describeModel } from './describe-model.js';
import type { CtganModel } from './model.js';
import { ctganSampler } from './sampling/ctgan-sampler.js';
import { saveModel } from './saved-model.js';

/** A model as core's synthesizer uses it. */
export const fittedCtgan = (model: CtganModel): FittedMethod => {
  let backend: Promise<Backend> | null = null;
  return {
    save: () => saveModel(model),
    describe: () => describeModel(model),
    sampler: (random, constraints) => ctganSampler(model, random, constraints, () => (backend ??= samplingBackend())),
    dispose: () => {
      void backend?.then((ready) => ready.dispose());
      backend = null;
    },
  };
};
